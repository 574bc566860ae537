import { Injectable } from '@nestjs/common';
import type { SeriesKey } from '@quarterdeck/sdk/api/metrics';
import { createHash } from 'node:crypto';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { definitionText, MetricDefinitions } from './definitions/metric-definitions.service.js';
import { NewSeriesLimit } from './ingest/new-series-limit.service.js';
import { seriesText } from './series-text.js';

const CACHED_SERIES = 200_000;
/** Shorter than removed series stay noted: see RemovedPoints. */
const REMEMBERED_MS = 86_400_000;

interface Resolved {
  readonly workspaceId: string;
  readonly ids: Int32Array;
}

/** Gives series their ids, making metrics and series that are new. Remembers ids: they never change, but may be removed. */
@Injectable()
export class SeriesRegistry {
  private readonly ids = new Map<string, number>();
  /** Of lists that come again and again as the same one; see `ColumnarBodies`. */
  private lists = new WeakMap<readonly SeriesKey[], Resolved>();
  private emptiedAt = 0;

  constructor(
    private readonly database: Database,
    private readonly definitions: MetricDefinitions,
    private readonly limit: NewSeriesLimit,
    private readonly clock: Clock,
  ) {}

  /** The ids in the order of `series`. */
  async resolve(actor: Actor, series: readonly SeriesKey[]): Promise<Int32Array> {
    if (this.clock.now() - this.emptiedAt > REMEMBERED_MS) this.empty();
    const { workspaceId } = actor;
    const resolved = this.lists.get(series);
    if (resolved?.workspaceId === workspaceId) return resolved.ids;
    const ids = await this.look(actor, series);
    this.lists.set(series, { workspaceId, ids });
    return ids;
  }

  private async look(actor: Actor, series: readonly SeriesKey[]): Promise<Int32Array> {
    const keys = series.map((key) => cacheKey(actor.workspaceId, key));
    const known = keys.map((key) => this.ids.get(key));
    const missing = series.filter((_, place) => known[place] === undefined);
    const made = missing.length > 0 ? await this.database.within(actor, () => this.make(actor, missing)) : undefined;
    if (made) this.remember(made);
    return Int32Array.from(keys, (key, place) => {
      const id = known[place] ?? made?.get(key);
      if (id === undefined) throw new Error('A series was made but not found.');
      return id;
    });
  }

  /** Called where the store knows one of them as removed: they are found anew. */
  forget({ workspaceId }: Actor, series: readonly SeriesKey[]): void {
    this.lists.delete(series);
    for (const key of series) this.ids.delete(cacheKey(workspaceId, key));
  }

  /** The metrics of ids that were resolved before, by id. Those that were removed meanwhile, or are of others, are left out. */
  async known(actor: Actor, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const rows = await this.database.within(actor, () =>
      this.database.sql<{ id: number; metric: string }>('select id, metric from series where id = any($1::int[])', [
        ids,
      ]),
    );
    return new Map(rows.map(({ id, metric }) => [id, metric]));
  }

  private remember(made: ReadonlyMap<string, number>): void {
    if (this.ids.size + made.size > CACHED_SERIES) this.empty();
    for (const [key, id] of made) this.ids.set(key, id);
  }

  private empty(): void {
    this.ids.clear();
    this.lists = new WeakMap();
    this.emptiedAt = this.clock.now();
  }

  private async make({ workspaceId }: Actor, series: readonly SeriesKey[]): Promise<Map<string, number>> {
    await this.definitions.make(workspaceId, series);
    const rows = series
      .map((key) => ({ ...key, text: seriesText(key) }))
      .sort((a, b) => (a.text < b.text ? -1 : 1))
      .map((key) => ({ ...key, hash: createHash('sha256').update(key.text).digest() }));
    const parameters = [
      workspaceId,
      rows.map(({ metric }) => metric),
      rows.map(({ labels }) => JSON.stringify(labels)),
      rows.map(({ hash }) => hash),
    ];
    const made = await this.database.sql(
      `insert into series (workspace_id, metric, labels, hash)
       select $1, * from unnest($2::text[], $3::jsonb[], $4::bytea[]) on conflict (workspace_id, hash) do nothing returning id`,
      parameters,
    );
    if (made.length > 0) await this.limit.require(workspaceId);
    const found = await this.database.sql<{ id: number; hash: Buffer }>(
      `select id, hash from series where workspace_id = $1 and hash = any($2::bytea[])`,
      [workspaceId, rows.map(({ hash }) => hash)],
    );
    const byHash = new Map(found.map(({ id, hash }) => [hash.toString('hex'), id]));
    return new Map(rows.map((key) => [cacheKey(workspaceId, key), byHash.get(key.hash.toString('hex')) as number]));
  }
}

/** With what it says of its metric, so that a unit that is sent later than the first points still gets there. */
const cacheKey = (workspaceId: string, key: SeriesKey) => `${workspaceId}${definitionText(key)}\0${seriesText(key)}`;
