import { PluginError } from '@quarterdeck/sdk';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import type { ReadBatch } from '../plugin-host/plugin-host.service.js';
import { readRecords, RecordsService } from '../records/records.service.js';
import { startOf, type StreamState } from './passes.js';
import type { Verdict } from './retries.js';
import { SyncWanted } from './syncs.events.js';

/** A run that this process has. */
export interface HeldRun {
  readonly id: string;
  /** Ours alone: what another process has taken over meanwhile takes nothing more of what we bring. */
  readonly holder: string;
  readonly workspaceId: string;
  readonly syncId: number;
  readonly connectionId: string;
  /** Its name within the plugin. */
  readonly stream: string;
  readonly records: { readonly id: number; readonly workspaceId: string; readonly name: string };
}
/** A run as it was when it was taken. */
export interface TakenRun extends HeldRun {
  readonly attempts: number;
  /** Its process ended in the middle of it. */
  readonly died: boolean;
}

/** Thrown to leave a run that was stopped, or that another process has; nobody outside sees it. */
export class RunGone extends Error {}

const TAKE = `
  with before as (select id, status from sync_runs where id = $1 and finished_at is null for update)
  update sync_runs run
     set holder = $2, status = 'running', started_at = coalesce(started_at, $3), problem = null, problem_kind = null,
         attempts = attempts + (before.status = 'running')::int
    from before, syncs sync join streams on streams.id = sync.stream_id
   where run.id = before.id and sync.id = run.sync_id
  returning run.id, run.holder, run.attempts, before.status = 'running' as died, run.workspace_id as "workspaceId", sync.id as "syncId",
            sync.connection_id as "connectionId", sync.stream, streams.id as "recordsId", streams.name as "recordsName"`;
type Taken = Omit<TakenRun, 'records'> & {
  readonly recordsId: number;
  readonly recordsName: string;
};

const NOTE_BATCH = `
  update sync_runs set batches = batches + 1, attempts = 0, progress = $3, refused = refused + $4
   where id = $1 and holder = $2 and finished_at is null returning id`;
const NOTE_ROWS = 'update sync_runs set added = added + $2, changed = changed + $3, same = same + $4 where id = $1';
const NOTE_CURSOR = `
  update syncs set cursor = $2, newest_at = greatest(newest_at, to_timestamp($3::float8 / 1000)) where id = $1`;

/**
 * The rows of runs as whoever reads a stream writes them. Each step is one transaction: what dies between two of them leaves
 * the stream as it was after the last one.
 */
@Injectable()
export class SyncProgress {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly broadcast: Broadcast,
    private readonly clock: Clock,
  ) {}

  /**
   * Called by who has the lock of the connection. Undefined where the run has ended meanwhile. One that was running has lost
   * its process, which counts as a failure: what kills every process that touches it is given up in the end.
   */
  take(runId: string): Promise<TakenRun | undefined> {
    return this.database.asSystem(async () => {
      const [run] = await this.database.sql<Taken>(TAKE, [runId, randomUUID(), this.clock.date()]);
      if (!run) return undefined;
      const { recordsId: id, recordsName: name, ...held } = run;
      return { ...held, records: { id, name, workspaceId: held.workspaceId } };
    });
  }

  /** Where to read from; a pass is open from then on. */
  begin({ syncId }: HeldRun, lookbackMs: number | undefined): Promise<Pick<StreamState, 'cursor' | 'since'>> {
    return this.database.asSystem(async () => {
      const [state] = await this.database.sql<StreamState>(
        `select cursor, since, pass_began_at as "passBeganAt", newest_at as "newestAt" from syncs where id = $1 for update`,
        [syncId],
      );
      if (!state) throw new RunGone();
      const start = startOf(state, lookbackMs);
      await this.database.sql(
        'update syncs set cursor = $2, since = $3, pass_began_at = coalesce(pass_began_at, $4) where id = $1',
        [syncId, start.cursor, start.since, this.clock.date()],
      );
      return start;
    });
  }

  /** Records, cursor and counts together, or none of them. Throws {@link RunGone}, or a PluginError for rows that are none. */
  async store(run: HeldRun, { rows, cursor, progress }: ReadBatch): Promise<void> {
    const { records, refused, errors } = readRecords(rows);
    const [fault] = errors;
    if (fault && records.length === 0) {
      throw new PluginError('bug', `No record of a batch could be stored. The first one: ${fault.message}`);
    }
    // A record from the future would keep the next pass from all that comes before it.
    const newest = records.reduce((latest, { time }) => Math.max(latest, time), -Infinity);
    const known = Number.isFinite(newest) ? Math.min(newest, this.clock.now()) : null;
    await this.database.asSystem(async () => {
      await this.hold(run);
      const ours = await this.database.sql(NOTE_BATCH, [run.id, run.holder, progress, refused]);
      if (ours.length === 0) throw new RunGone();
      if (records.length > 0) {
        const { added, changed, same } = await this.records.put(run.records, records);
        await this.database.sql(NOTE_ROWS, [run.id, added, changed, same]);
      }
      await this.database.sql(NOTE_CURSOR, [run.syncId, cursor, known]);
    });
  }

  /** The pass has come to its end. */
  async finish(run: HeldRun): Promise<void> {
    await this.whileOurs(run, { status: 'done', progress: 1, finished_at: this.clock.date() }, () =>
      this.database.sql('update syncs set pass_began_at = null where id = $1', [run.syncId]),
    );
  }

  /** Tried again after the wait, or given up. */
  async fail(run: HeldRun, { problem, waitMs }: Verdict, attempts: number): Promise<void> {
    const now = this.clock.now();
    const told = { problem_kind: problem.kind, problem: problem.message.replaceAll('\0', ''), attempts, holder: null };
    const next =
      waitMs === null
        ? { status: 'failed', finished_at: new Date(now) }
        : { status: 'waiting', due_at: new Date(now + waitMs) };
    await this.whileOurs(run, { ...told, ...next });
  }

  /** How often it has failed in a row. */
  async attemptsOf({ id }: HeldRun): Promise<number> {
    const [run] = await this.database.asSystem(() =>
      this.database.sql<{ attempts: number }>('select attempts from sync_runs where id = $1', [id]),
    );
    return run?.attempts ?? 0;
  }

  /** Before the run: in this order by everybody, so that nobody waits in a circle. */
  private async hold({ syncId }: HeldRun): Promise<void> {
    const held = await this.database.sql('select id from syncs where id = $1 for no key update', [syncId]);
    if (held.length === 0) throw new RunGone();
  }

  private async whileOurs(
    run: HeldRun,
    change: Readonly<Record<string, unknown>>,
    then: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<void> {
    const columns = Object.keys(change).map((column, at) => `${column} = $${at + 3}`);
    await this.database.asSystem(async () => {
      await this.hold(run);
      const ours = await this.database.sql(
        `update sync_runs set ${columns.join(', ')} where id = $1 and holder = $2 and finished_at is null returning id`,
        [run.id, run.holder, ...Object.values(change)],
      );
      if (ours.length === 0) throw new RunGone();
      await then();
    });
    // The next stream of the connection need not wait for the next look.
    await this.broadcast.send(SyncWanted, {});
  }
}
