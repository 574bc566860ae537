import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { systemActor, type Actor } from '../platform/actor.js';
import { AppError } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import { defineJob, Jobs } from '../platform/jobs.js';
import { LOGGER } from '../platform/logger-token.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { PrintRuns } from './print-runs.service.js';
import { PrintingService } from './printing.service.js';
import { ReportCancelled, ReportRequested } from './reports.events.js';

/** A process that dies while printing is followed by one more try; the run after that only says so. */
const MOST_TRIES = 2;
const PrintReport = defineJob<{ workspaceId: string; reportId: string }>('reports.print', {
  expireSeconds: 120,
  retries: MOST_TRIES,
});
const OUR_FAULT =
  'Something went wrong on our side while printing. Ask for the report again; the log of the server says more.';
const INTERRUPTED = 'Printing was interrupted twice. Ask for the report again.';

/** Turns the snapshot of a report into its PDF. */
@Injectable()
export class PrintJob implements OnModuleInit {
  /** The reports that this process is printing. */
  private readonly running = new Map<string, AbortController>();

  constructor(
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly broadcast: Broadcast,
    private readonly runs: PrintRuns,
    private readonly printing: PrintingService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.events.on(ReportRequested, (request) => this.jobs.enqueue(PrintReport, request, request.reportId));
    this.broadcast.on(ReportCancelled, ({ reportId }) => this.running.get(reportId)?.abort());
    this.jobs.register(PrintReport, ({ workspaceId, reportId }, signal, attempt) =>
      this.run(systemActor(workspaceId), reportId, { signal, attempt }),
    );
  }

  private async run(actor: Actor, id: string, { signal, attempt }: Attempt): Promise<void> {
    const cancelled = new AbortController();
    this.running.set(id, cancelled);
    try {
      await (attempt > MOST_TRIES
        ? this.runs.fail(actor, id, INTERRUPTED)
        : this.print(actor, id, { signal, cancelled }));
    } catch (error) {
      if (cancelled.signal.aborted) return;
      if (signal.aborted) throw error; // the process stops or took too long: the queue tries again
      this.logger.error({ err: error, reportId: id }, 'a report could not be printed');
      await this.runs.fail(actor, id, error instanceof AppError ? error.message : OUR_FAULT);
    } finally {
      this.running.delete(id);
    }
  }

  private async print(actor: Actor, id: string, { signal, cancelled }: Control): Promise<void> {
    const report = await this.runs.begin(actor, id);
    if (!report) return;
    const file = await this.printing.print(actor, report, {
      signal: AbortSignal.any([signal, cancelled.signal]),
      onProgress: async (progress) => {
        if (!(await this.runs.progress(actor, id, progress))) cancelled.abort();
      },
    });
    await this.runs.finish(actor, id, file);
  }
}

interface Attempt {
  readonly signal: AbortSignal;
  readonly attempt: number;
}
interface Control {
  readonly signal: AbortSignal;
  readonly cancelled: AbortController;
}
