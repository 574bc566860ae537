import { Injectable } from '@nestjs/common';
import type { NewReport, Report } from '@quarterdeck/sdk/api/reports';
import { In, MoreThan } from 'typeorm';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import { authorOf, hasRole, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { conflict, forbidden, notFound } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { ReportEntity } from './report.entity.js';
import { fileNameOf, titleOf } from './report-title.js';
import { ReportCancelled, ReportRequested } from './reports.events.js';
import { SnapshotsService } from './snapshots.service.js';

const MOST_WAITING = 20;
const HOUR_MS = 3_600_000;

export interface ReportFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What people ask of reports. The work itself is done by the print job. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly broadcast: Broadcast,
    private readonly clock: Clock,
    private readonly snapshots: SnapshotsService,
    private readonly dashboards: DashboardsService,
  ) {}

  /** Freezes the dashboard now and has it printed soon: what is printed does not change while it waits. */
  async create(actor: Actor, wanted: NewReport): Promise<Report> {
    await this.requireRoom(actor);
    const { workspaceId } = actor;
    const { dashboard, title: called, ...snapshot } = await this.snapshots.freeze(actor, wanted);
    const title = titleOf(called, wanted.range, wanted.timezone);
    return this.database.within(actor, async () => {
      await this.snapshots.store(actor, dashboard.id, snapshot);
      const reports = this.database.repository(ReportEntity);
      const asked = {
        workspaceId,
        dashboardId: dashboard.id,
        snapshotId: snapshot.id,
        title,
        createdBy: authorOf(actor),
      };
      const report = await reports.save({ ...asked, status: 'queued', createdAt: this.clock.date() });
      await this.events.announce(ReportRequested, { workspaceId, reportId: report.id });
      return toReport(report);
    });
  }

  /** How far it is. Asked again and again by who waits for it. */
  async get(actor: Actor, id: string): Promise<Report> {
    return toReport(await this.database.within(actor, () => this.require(actor, id)));
  }

  /** The finished PDF; a conflict as long as there is none. */
  async file(actor: Actor, id: string): Promise<ReportFile> {
    const { workspaceId } = actor;
    const report = await this.database.within(actor, async () => {
      await this.require(actor, id);
      const reports = this.database.repository(ReportEntity).createQueryBuilder('report');
      return reports.addSelect('report.file').where({ id, workspaceId }).getOne();
    });
    if (!report) throw notFound('report', id);
    const { title, status, file } = report;
    if (status !== 'done' || !file) throw conflict('report.not-done', NO_FILE[status]);
    return { name: fileNameOf(title), bytes: file };
  }

  /** Stops what is queued or running, in whichever process; what has ended stays as it is. For its author and for editors. */
  async cancel(actor: Actor, id: string): Promise<void> {
    const finishedAt = this.clock.date();
    await this.database.within(actor, async () => {
      const { createdBy } = await this.require(actor, id);
      if (createdBy !== authorOf(actor) && !hasRole(actor, 'editor')) throw NOT_YOURS();
      const open = { id, workspaceId: actor.workspaceId, status: In(['queued', 'running']) };
      await this.database.repository(ReportEntity).update(open, { status: 'cancelled', finishedAt });
    });
    await this.broadcast.send(ReportCancelled, { reportId: id });
  }

  /** One person with a script must not keep everybody else waiting, nor fill the disk. */
  private async requireRoom({ workspaceId }: Actor): Promise<void> {
    const recent = MoreThan(new Date(this.clock.now() - HOUR_MS));
    const waiting = await this.database.within({ workspaceId }, () =>
      this.database
        .repository(ReportEntity)
        .countBy({ workspaceId, status: In(['queued', 'running']), createdAt: recent }),
    );
    if (waiting < MOST_WAITING) return;
    const sentence = `${MOST_WAITING} reports of this workspace wait already: cancel some, or ask again in a minute.`;
    throw conflict('report.too-many', sentence, { retryAfterMs: 60_000 });
  }

  /** Of a dashboard that the actor may no longer see there is no report either. */
  private async require(actor: Actor, id: string): Promise<ReportEntity> {
    const { workspaceId } = actor;
    const report = await this.database.repository(ReportEntity).findOneBy({ id, workspaceId });
    if (!report || !(await this.sees(actor, report.dashboardId))) throw notFound('report', id);
    return report;
  }

  /** Of a dashboard that is gone for good nobody knows who might see it: then owners alone do. */
  private async sees(actor: Actor, dashboardId: string): Promise<boolean> {
    if ((await this.dashboards.hidden(actor)).has(dashboardId)) return false;
    if (hasRole(actor, 'owner')) return true;
    return (await this.database.sql('select from dashboards where id = $1', [dashboardId])).length > 0;
  }
}

const NOT_YOURS = () => forbidden('report.not-yours', 'Only an editor cancels a report that somebody else asked for.');

const NO_FILE: Record<ReportEntity['status'], string> = {
  queued: 'This report waits for its turn: ask again in a moment.',
  running: 'This report is being printed: ask again in a moment.',
  failed: 'This report could not be printed, so there is no file: ask for a new one.',
  cancelled: 'This report was cancelled, so there is no file: ask for a new one.',
  done: 'The file of this report is no longer kept: ask for a new one.',
};

function toReport({ id, dashboardId, snapshotId, title, status, ...rest }: ReportEntity): Report {
  const { progress, problem, createdAt, finishedAt } = rest;
  const times = { createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
  return { id, dashboardId, snapshotId, title, status, progress, problem: problem ?? null, ...times };
}
