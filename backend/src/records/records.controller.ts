import { Controller } from '@nestjs/common';
import {
  recordRoutes,
  type RecordsAccepted,
  type SeenField,
  type Stream,
  type StreamPage,
  type StreamPatch,
  type StreamQuestion,
} from '@quarterdeck/sdk/api/records';
import { recordQuestionRoutes, type RecordQuestion } from '@quarterdeck/sdk/api/record-queries';
import type { ParamsOf, QueryOf } from '@quarterdeck/sdk/api/route';
import type { Actor } from '../platform/actor.js';
import { Body, CurrentActor, Implements, Params, QueryParams, RawBody } from '../platform/http/implements.js';
import { RecordsService } from './records.service.js';
import { RecordSource } from './record-source.service.js';
import { Streams } from './streams.service.js';

type ByStream = ParamsOf<typeof recordRoutes.stream>;

@Controller()
export class RecordsController {
  constructor(
    private readonly records: RecordsService,
    private readonly allStreams: Streams,
    private readonly source: RecordSource,
  ) {}

  @Implements(recordRoutes.send)
  send(
    @CurrentActor() actor: Actor,
    @Params() { stream }: ByStream,
    @QueryParams() params: QueryOf<typeof recordRoutes.send>,
    @RawBody() rows: unknown,
  ): Promise<RecordsAccepted> {
    return this.records.receive(actor, stream, rows, params);
  }

  @Implements(recordRoutes.remove)
  remove(@CurrentActor() actor: Actor, @Params() { stream, key }: ParamsOf<typeof recordRoutes.remove>): Promise<void> {
    return this.records.remove(actor, stream, key);
  }

  @Implements(recordRoutes.streams)
  streams(@CurrentActor() actor: Actor, @QueryParams() question: StreamQuestion): Promise<StreamPage> {
    return this.allStreams.list(actor, question);
  }

  @Implements(recordRoutes.stream)
  stream(@CurrentActor() actor: Actor, @Params() { stream }: ByStream): Promise<Stream> {
    return this.allStreams.get(actor, stream);
  }

  @Implements(recordRoutes.fields)
  fields(@CurrentActor() actor: Actor, @Params() { stream }: ByStream): Promise<SeenField[]> {
    return this.allStreams.fields(actor, stream);
  }

  @Implements(recordRoutes.describe)
  describe(@CurrentActor() actor: Actor, @Params() { stream }: ByStream, @Body() patch: StreamPatch): Promise<Stream> {
    return this.allStreams.describe(actor, stream, patch);
  }

  @Implements(recordRoutes.removeStream)
  removeStream(@CurrentActor() actor: Actor, @Params() { stream }: ByStream): Promise<void> {
    return this.allStreams.remove(actor, stream);
  }

  @Implements(recordQuestionRoutes.list)
  questions(): RecordQuestion[] {
    return this.source.questions();
  }
}
