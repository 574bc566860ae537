import { Inject, Injectable } from '@nestjs/common';
import { PluginError } from '@quarterdeck/sdk';
import type { Logger } from 'pino';
import { ConnectionsService } from '../connections/connections.service.js';
import { systemActor } from '../platform/actor.js';
import { AppError } from '../platform/errors.js';
import { LOGGER } from '../platform/logger-token.js';
import { PluginHostService } from '../plugin-host/plugin-host.service.js';
import { verdictOn } from './retries.js';
import { RunGone, SyncProgress, type HeldRun } from './sync-progress.service.js';

const MOST_DEATHS = 5;
const DEADLY = 'The server died again and again while it read this stream. Ask whoever runs it to look at its log.';

/** Reads a stream from its plugin into its records. */
@Injectable()
export class SyncRuns {
  constructor(
    private readonly progress: SyncProgress,
    private readonly connections: ConnectionsService,
    private readonly plugins: PluginHostService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Called by who has the lock of the connection; resolves when the run has ended or waits. When the signal fires it stays
   * as it is after its last batch, for whoever takes the lock next.
   */
  async read(runId: string, signal: AbortSignal): Promise<void> {
    const run = await this.progress.take(runId);
    if (!run) return;
    try {
      // It took one process after the other with it: what it says now is all there is to say.
      if (run.died && run.attempts > MOST_DEATHS) throw new PluginError('bug', DEADLY);
      await this.readAll(run, signal);
      await this.progress.finish(run);
    } catch (error) {
      if (error instanceof RunGone || signal.aborted) return;
      await this.note(run, error);
    }
  }

  private async readAll(run: HeldRun, signal: AbortSignal): Promise<void> {
    const open = await this.connections.require(systemActor(run.workspaceId), run.connectionId);
    const { lookbackMs } = this.plugins.streams(open.pin)[run.stream] ?? {};
    const { cursor, since } = await this.progress.begin(run, lookbackMs);
    const { stream } = run;
    await this.plugins.read(
      open,
      { stream, cursor, since: since.getTime(), take: (batch) => this.progress.store(run, batch) },
      signal,
    );
  }

  private async note(run: HeldRun, error: unknown): Promise<void> {
    const attempts = (await this.progress.attemptsOf(run)) + 1;
    if (!(error instanceof PluginError || error instanceof AppError)) {
      this.logger.error({ err: error, syncRun: run.id }, 'a stream could not be read');
    }
    try {
      await this.progress.fail(run, verdictOn(error, attempts, Math.random()), attempts);
    } catch (gone) {
      if (!(gone instanceof RunGone)) throw gone;
    }
  }
}
