import { Controller, StreamableFile } from '@nestjs/common';
import { reportRoutes, type NewReport, type Report } from '@quarterdeck/sdk/api/reports';
import type { ParamsOf } from '@quarterdeck/sdk/api/route';
import type { Actor } from '../platform/actor.js';
import { Body, CurrentActor, Implements, Params } from '../platform/http/implements.js';
import { contentDisposition } from './report-title.js';
import { ReportsService, type ReportFile } from './reports.service.js';

type ById = ParamsOf<typeof reportRoutes.get>;

@Controller()
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  @Implements(reportRoutes.create)
  create(@CurrentActor() actor: Actor, @Body() wanted: NewReport): Promise<Report> {
    return this.reports.create(actor, wanted);
  }

  @Implements(reportRoutes.get)
  get(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<Report> {
    return this.reports.get(actor, id);
  }

  @Implements(reportRoutes.file)
  async file(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<StreamableFile> {
    return download(await this.reports.file(actor, id));
  }

  @Implements(reportRoutes.cancel)
  cancel(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<void> {
    return this.reports.cancel(actor, id);
  }
}

const download = ({ name, bytes }: ReportFile) =>
  new StreamableFile(bytes, { type: 'application/pdf', length: bytes.length, disposition: contentDisposition(name) });
