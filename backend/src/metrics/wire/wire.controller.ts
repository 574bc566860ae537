import { Controller, UseInterceptors } from '@nestjs/common';
import { wireRoutes } from '@quarterdeck/sdk/api/wire';
import type { QueryOf } from '@quarterdeck/sdk/api/route';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor, Implements, QueryParams } from '../../platform/http/implements.js';
import { RoomForPoints } from '../ingest/room-for-points.interceptor.js';
import { LineBody, type LineMessage } from './line-body.decorator.js';
import { LinesInterceptor } from './lines.interceptor.js';
import { RemoteWriteBody, type RemoteWriteMessage } from './remote-write-body.decorator.js';
import { RemoteWriteInterceptor } from './remote-write.interceptor.js';
import { WireService, type Written } from './wire.service.js';

type LineParams = QueryOf<typeof wireRoutes.lines>;

@Controller()
export class WireController {
  constructor(private readonly wire: WireService) {}

  @Implements(wireRoutes.remoteWrite)
  @UseInterceptors(RemoteWriteInterceptor, RoomForPoints)
  remoteWrite(@CurrentActor() actor: Actor, @RemoteWriteBody() message: RemoteWriteMessage): Promise<Written> {
    return this.wire.remoteWrite(actor, message.version, message.body);
  }

  @Implements(wireRoutes.lines)
  @UseInterceptors(LinesInterceptor, RoomForPoints)
  lines(
    @CurrentActor() actor: Actor,
    @QueryParams() { precision }: LineParams,
    @LineBody() { body, lenient }: LineMessage,
  ): Promise<Written> {
    return this.wire.lines(actor, body, { precision, lenient });
  }

  @Implements(wireRoutes.linesToBucket)
  @UseInterceptors(LinesInterceptor, RoomForPoints)
  linesToBucket(
    @CurrentActor() actor: Actor,
    @QueryParams() { precision }: LineParams,
    @LineBody() { body, lenient }: LineMessage,
  ): Promise<Written> {
    return this.wire.lines(actor, body, { precision, lenient });
  }
}
