import { Injectable } from '@nestjs/common';
import type { MetricDefinition } from '@quarterdeck/sdk/api/metrics';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import type { PointColumns } from './binary-copy.js';
import { MetricDefinitions } from './definitions/metric-definitions.service.js';
import { SeriesRegistry } from './series-registry.js';
import { SeriesStoreReads } from './series-store-reads.js';
import { SeriesStore, type PointRow } from './series-store.js';
import { requireStorable } from './ingest/storable.js';
import { StoredNews } from './stored-news.service.js';

/** A point as it is made of something else. */
export interface MadePoint {
  readonly labels: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly value: number;
}

/** All that a metric holds at some times. */
export interface SettledTimes {
  readonly metric: string;
  readonly definition: Omit<MetricDefinition, 'description'>;
  readonly times: readonly number[];
  readonly points: readonly MadePoint[];
}

/** For metrics whose points are made of something else that the core keeps, such as records. */
@Injectable()
export class DerivedPoints {
  constructor(
    private readonly database: Database,
    private readonly registry: SeriesRegistry,
    private readonly definitions: MetricDefinitions,
    private readonly store: SeriesStore,
    private readonly reads: SeriesStoreReads,
    private readonly news: StoredNews,
  ) {}

  /**
   * Makes a metric hold exactly these points at these times, and nothing else there: what differs is replaced or taken away,
   * and stays a restatement. Doing it again changes nothing. Throws `series.too-many`.
   */
  async settle(actor: Actor, { metric, definition, times, points }: SettledTimes): Promise<void> {
    const before = await this.reads.readAt(await this.seriesOf(actor, metric), times);
    const keys = points.map(({ labels }) => ({ metric, labels, ...definition }));
    const ids = keys.length > 0 ? await this.registry.resolve(actor, keys) : [];
    const made = points.map(({ time, value }, place): PointRow => [ids[place] as number, time, value, 1]);
    const changes = differencesOf(before, made);
    const change = { kind: actor.kind, id: actor.id };
    if (changes.gone.length > 0) await this.store.remove({ points: columnsOf(changes.gone), by: change });
    if (changes.new.length > 0) await this.write(columnsOf(changes.new), change);
    if (changes.gone.length + changes.new.length > 0) this.news.add(actor.workspaceId, [metric]);
  }

  /** The times at which a metric holds points, a page at a time. */
  async times(actor: Actor, metric: string, after: number, limit: number): Promise<number[]> {
    const series = await this.seriesOf(actor, metric);
    return series.length === 0 ? [] : this.reads.readTimes(series, after, limit);
  }

  /** Called before a metric is derived: whether somebody else's points stand under its name. */
  async isTaken(actor: Actor, metric: string): Promise<boolean> {
    const latest = await this.store.readLatest(await this.seriesOf(actor, metric));
    return latest.length > 0;
  }

  /** Called when a metric becomes another one; before its first points nothing is known of it. */
  async redefine(actor: Actor, metric: string, definition: SettledTimes['definition']): Promise<void> {
    const known = await this.database.within(actor, () =>
      this.database.sql('select 1 from metrics where name = $1', [metric]),
    );
    if (known.length > 0) await this.definitions.describe(actor, metric, definition);
  }

  private async write(points: PointColumns, by: { readonly kind: string; readonly id: string }): Promise<void> {
    requireStorable(points);
    await this.store.write([{ points, by }]);
  }

  private async seriesOf(actor: Actor, metric: string): Promise<number[]> {
    const rows = await this.database.within(actor, () =>
      this.database.sql<{ id: number }>('select id from series where metric = $1', [metric]),
    );
    return rows.map(({ id }) => id);
  }
}

const keyOf = ([series, time]: PointRow) => `${String(series)} ${String(time)}`;

function differencesOf(before: readonly PointRow[], made: readonly PointRow[]) {
  const [had, has] = [before, made].map((rows) => new Map(rows.map((row) => [keyOf(row), row[2]])));
  return {
    gone: before.filter((row) => !has?.has(keyOf(row))),
    new: made.filter((row) => had?.get(keyOf(row)) !== row[2]),
  };
}

const columnsOf = (rows: readonly PointRow[]): PointColumns => ({
  series: Int32Array.from(rows, ([series]) => series),
  times: Float64Array.from(rows, ([, time]) => time),
  values: Float64Array.from(rows, ([, , value]) => value),
});
