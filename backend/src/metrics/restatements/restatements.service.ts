import { Injectable } from '@nestjs/common';
import type { AuditActor } from '@quarterdeck/sdk/api/audit';
import type { Restatement, RestatementsPage, RestatementsQuestion } from '@quarterdeck/sdk/api/restatements';
import { IdentityService } from '../../identity/identity.service.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import type { StoredSeries } from '../series-frames.js';
import { SeriesStore, type RestatementRow } from '../series-store.js';

const PAGE = 100;

/** Numbers that were corrected: which, when, and by whom. */
@Injectable()
export class Restatements {
  constructor(
    private readonly database: Database,
    private readonly store: SeriesStore,
    private readonly identity: IdentityService,
  ) {}

  /** The newest first. Only of series that the workspace has: which those are is found under row level security. */
  async list(actor: Actor, { metric, cursor, ...times }: RestatementsQuestion): Promise<RestatementsPage> {
    const series = await this.seriesOf(actor, metric ?? null);
    const rows = await this.store.readRestatements({
      seriesIds: [...series.keys()],
      from: instant(times.from),
      to: instant(times.to),
      pointsFrom: instant(times.pointsFrom),
      pointsTo: instant(times.pointsTo),
      before: cursor ?? null,
      limit: PAGE + 1,
    });
    const shown = rows.slice(0, PAGE);
    const names = await this.namesOf(actor, shown);
    return {
      restatements: shown.map((row) => toRestatement(row, series.get(row.seriesId) as StoredSeries, names)),
      next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
    };
  }

  private async seriesOf(actor: Actor, metric: string | null): Promise<Map<number, StoredSeries>> {
    const rows = await this.database.within(actor, () =>
      this.database.sql<StoredSeries>(
        `select s.id, s.metric, s.labels, m.unit
           from series s join metrics m on m.workspace_id = s.workspace_id and m.name = s.metric
          where $1::text is null or s.metric = $1`,
        [metric],
      ),
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** People and API keys, by what they are called today. */
  private async namesOf(actor: Actor, rows: readonly RestatementRow[]): Promise<ReadonlyMap<string, string>> {
    const idsOf = (kind: string) => rows.filter(({ byKind }) => byKind === kind).map(({ byId }) => byId);
    const people = await this.identity.namesOf(idsOf('user'));
    const keys = await this.database.within(actor, () =>
      this.database.sql<{ id: string; name: string }>('select id, name from api_keys where id::text = any($1)', [
        [...new Set(idsOf('api-key'))],
      ]),
    );
    return new Map([...people, ...keys.map(({ id, name }) => [id, name] as const)]);
  }
}

const instant = (text: string | undefined) => (text === undefined ? null : new Date(text));

function toRestatement(
  row: RestatementRow,
  { metric, labels, unit }: StoredSeries,
  names: ReadonlyMap<string, string>,
): Restatement {
  const { id, time, oldValue, newValue, knownSince, replacedAt, byKind, byId, importId } = row;
  return {
    ...{ id, metric, labels: { ...labels }, unit, oldValue, newValue, importId },
    time: time.toISOString(),
    knownSince: knownSince?.toISOString() ?? null,
    replacedAt: replacedAt.toISOString(),
    by: { kind: byKind as AuditActor['kind'], id: byId, name: names.get(byId) ?? '' },
  };
}
