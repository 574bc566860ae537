import { Controller, StreamableFile } from '@nestjs/common';
import { auditRoutes, type AuditFilter, type AuditPage, type AuditQuestion } from '@quarterdeck/sdk/api/audit';
import type { Actor } from '../platform/actor.js';
import { CurrentActor, Implements, QueryParams } from '../platform/http/implements.js';
import { AuditService } from './audit.service.js';

@Controller()
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Implements(auditRoutes.list)
  list(@CurrentActor() actor: Actor, @QueryParams() question: AuditQuestion): Promise<AuditPage> {
    return this.audit.list(actor, question);
  }

  @Implements(auditRoutes.file)
  async file(@CurrentActor() actor: Actor, @QueryParams() filter: AuditFilter): Promise<StreamableFile> {
    return download(await this.audit.file(actor, filter));
  }
}

const download = (bytes: Buffer) =>
  new StreamableFile(bytes, {
    type: 'text/csv; charset=utf-8',
    length: bytes.length,
    disposition: 'attachment; filename="audit.csv"',
  });
