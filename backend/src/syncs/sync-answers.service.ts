import { Injectable } from '@nestjs/common';
import type { ConnectionSyncs, Sync, SyncPlan, SyncProblem, SyncRun } from '@quarterdeck/sdk/api/syncs';
import type { StreamManifest } from '@quarterdeck/sdk/manifest';
import { Database } from '../platform/database/database.js';
import { PluginHostService } from '../plugin-host/plugin-host.service.js';

/** How often a connection is read where nobody has said. */
export const USUAL_PLAN: SyncPlan = { everyMinutes: 60, paused: false };
const MOST_LISTED = 30;

interface SyncRow {
  readonly id: number;
  readonly stream: string;
  readonly active: boolean;
  readonly records: string;
  readonly rows: number;
  readonly newestAt: Date | null;
  readonly nextAt: Date | null;
}
type Shown = Omit<SyncRow, 'id' | 'stream' | 'records'> & { readonly records: string | null };
const NEVER_ON: Shown = { active: false, records: null, rows: 0, newestAt: null, nextAt: null };

interface RunRow extends Omit<SyncRun, Instants | 'problem'>, Readonly<Record<Instants, Date | null>> {
  readonly syncId: number;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly problemKind: SyncProblem['kind'] | null;
  readonly problem: string | null;
}
type Instants = 'dueAt' | 'from' | 'createdAt' | 'startedAt' | 'finishedAt';

const RUN = `
  id, sync_id as "syncId", cause, status, due_at as "dueAt", batches, added, changed, same, refused, progress,
  problem_kind as "problemKind", problem, from_at as "from", created_at as "createdAt", started_at as "startedAt",
  finished_at as "finishedAt"`;

/** What people read of syncs. Called inside a transaction of their workspace. */
@Injectable()
export class SyncAnswers {
  constructor(
    private readonly database: Database,
    private readonly plugins: PluginHostService,
  ) {}

  /** Every stream of the plugin, switched on or not, and those that it has given up and somebody still has. */
  async of({ id, plugin }: { readonly id: string; readonly plugin: string }): Promise<ConnectionSyncs> {
    const streams = this.plugins.streams(plugin);
    const rows = await this.rows(id);
    const runs = await this.database.sql<RunRow>(
      `select distinct on (sync_id) ${RUN} from sync_runs where sync_id = any($1::int[])
        order by sync_id, finished_at is null desc, created_at desc`,
      [rows.map((row) => row.id)],
    );
    const known = new Map(rows.map((row) => [row.stream, row]));
    const names = [...new Set([...Object.keys(streams), ...known.keys()])];
    return {
      ...(await this.plan(id)),
      streams: names.map((name) => {
        const row = known.get(name);
        return told(
          name,
          streams[name],
          row,
          runs.find(({ syncId }) => syncId === row?.id),
        );
      }),
    };
  }

  async plan(connectionId: string): Promise<SyncPlan> {
    const [plan] = await this.database.sql<SyncPlan>(
      'select every_minutes as "everyMinutes", paused from sync_plans where connection_id = $1',
      [connectionId],
    );
    return plan ?? USUAL_PLAN;
  }

  /** The latest ones, newest first. */
  async runs(syncId: number): Promise<SyncRun[]> {
    const rows = await this.database.sql<RunRow>(
      `select ${RUN} from sync_runs where sync_id = $1 order by created_at desc limit ${MOST_LISTED}`,
      [syncId],
    );
    return rows.map(toRun);
  }

  private rows(connectionId: string): Promise<SyncRow[]> {
    return this.database.sql<SyncRow>(
      `select sync.id, sync.stream, active, streams.name as records, streams.rows::float8 as rows, newest_at as "newestAt",
              next_at as "nextAt"
         from syncs sync join streams on streams.id = sync.stream_id where sync.connection_id = $1 order by sync.id`,
      [connectionId],
    );
  }
}

function told(stream: string, about: StreamManifest | undefined, row: Shown = NEVER_ON, run?: RunRow): Sync {
  const { title = stream, description = '', metrics = {} } = about ?? {};
  const { active, records, rows, newestAt, nextAt } = row;
  const times = { newestAt: instant(newestAt), nextAt: active ? instant(nextAt) : null };
  return { stream, title, description, metrics, active, records, rows, ...times, run: run ? toRun(run) : null };
}

function toRun({ syncId: _, problemKind, problem, ...run }: RunRow): SyncRun {
  return {
    ...run,
    problem: problemKind && problem !== null ? { kind: problemKind, message: problem } : null,
    ...{ dueAt: run.dueAt.toISOString(), createdAt: run.createdAt.toISOString() },
    ...{ from: instant(run.from), startedAt: instant(run.startedAt), finishedAt: instant(run.finishedAt) },
  };
}

const instant = (date: Date | null) => date?.toISOString() ?? null;
