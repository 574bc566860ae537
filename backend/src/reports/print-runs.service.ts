import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { ReportEntity } from './report.entity.js';

const OPEN = In(['queued', 'running']);

/** The rows of reports as the print job writes them: only ever of a report that nobody has cancelled. */
@Injectable()
export class PrintRuns {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Called at the start of a run, the second one after a crash too. Undefined where nothing is left to print. */
  begin(actor: Actor, id: string): Promise<ReportEntity | undefined> {
    const { workspaceId } = actor;
    return this.database.within(actor, async () => {
      const reports = this.database.repository(ReportEntity);
      const { affected } = await reports.update(
        { id, workspaceId, status: OPEN },
        { status: 'running', progress: 0.1 },
      );
      return affected ? ((await reports.findOneBy({ id, workspaceId })) ?? undefined) : undefined;
    });
  }

  /** Called after each step; false when the report was cancelled meanwhile. */
  progress(actor: Actor, id: string, progress: number): Promise<boolean> {
    return this.whileOpen(actor, id, { progress });
  }

  finish(actor: Actor, id: string, file: Buffer): Promise<boolean> {
    return this.whileOpen(actor, id, { status: 'done', progress: 1, file, finishedAt: this.clock.date() });
  }

  /** `problem` is for people. */
  fail(actor: Actor, id: string, problem: string): Promise<boolean> {
    return this.whileOpen(actor, id, { status: 'failed', problem, finishedAt: this.clock.date() });
  }

  private whileOpen(actor: Actor, id: string, change: Partial<ReportEntity>): Promise<boolean> {
    const { workspaceId } = actor;
    return this.database.within(actor, async () => {
      const { affected } = await this.database
        .repository(ReportEntity)
        .update({ id, workspaceId, status: OPEN }, change);
      return affected === 1;
    });
  }
}
