import { Controller, StreamableFile } from '@nestjs/common';
import { importRoutes, type Import, type NewImport, type RefusedRow } from '@quarterdeck/sdk/api/imports';
import type { ParamsOf } from '@quarterdeck/sdk/api/route';
import type { Readable } from 'node:stream';
import type { Actor } from '../platform/actor.js';
import { Body, BodyStream, CurrentActor, Implements, Params } from '../platform/http/implements.js';
import { ImportsService } from './imports.service.js';

type ById = ParamsOf<typeof importRoutes.get>;

@Controller()
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Implements(importRoutes.list)
  list(@CurrentActor() actor: Actor): Promise<Import[]> {
    return this.imports.list(actor);
  }

  @Implements(importRoutes.create)
  create(@CurrentActor() actor: Actor, @Body() wanted: NewImport): Promise<Import> {
    return this.imports.create(actor, wanted);
  }

  @Implements(importRoutes.content)
  content(@CurrentActor() actor: Actor, @Params() { id }: ById, @BodyStream() content: Readable): Promise<Import> {
    return this.imports.receive(actor, id, content);
  }

  @Implements(importRoutes.get)
  get(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<Import> {
    return this.imports.get(actor, id);
  }

  @Implements(importRoutes.refused)
  refused(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<RefusedRow[]> {
    return this.imports.refused(actor, id);
  }

  @Implements(importRoutes.refusedFile)
  async refusedFile(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<StreamableFile> {
    return download(await this.imports.refusedFile(actor, id));
  }

  @Implements(importRoutes.cancel)
  cancel(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<void> {
    return this.imports.cancel(actor, id);
  }

  @Implements(importRoutes.undo)
  undo(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<Import> {
    return this.imports.undo(actor, id);
  }
}

const download = (bytes: Buffer) =>
  new StreamableFile(bytes, {
    type: 'text/csv; charset=utf-8',
    length: bytes.length,
    disposition: 'attachment; filename="refused-rows.csv"',
  });
