import { Injectable } from '@nestjs/common';
import type { Frame, TimeRange } from '@quarterdeck/sdk';
import type { Metric, MetricLabel, MetricsQuery } from '@quarterdeck/sdk/api/metrics';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { AppError } from '../platform/errors.js';
import { chooseStep, nameStep } from './buckets.js';
import { framesOf, type StoredSeries } from './series-frames.js';
import { SeriesStore, type PointRange, type PointRow } from './series-store.js';

const MOST_SERIES = 50;
const MOST_VALUES = 200;

/**
 * Reads in two steps: which series the workspace may see, under row level security, and then their points, which carry no
 * workspace.
 */
@Injectable()
export class SeriesReader {
  constructor(
    private readonly database: Database,
    private readonly store: SeriesStore,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<Metric[]> {
    const rows = await this.database.within(actor, () =>
      this.database.sql<{ name: string; unit: string; ids: number[] }>(
        `select m.name, m.unit, coalesce(array_agg(s.id) filter (where s.id is not null), '{}') as ids
           from metrics m left join series s on s.workspace_id = m.workspace_id and s.metric = m.name
          group by m.name, m.unit order by m.name`,
      ),
    );
    const latest = await this.store.readLatest(rows.flatMap(({ ids }) => ids));
    const bySeries = new Map(latest.map((row) => [row[0], row]));
    return rows.map(({ name, unit, ids }) => ({ name, unit, seriesCount: ids.length, ...newest(ids, bySeries) }));
  }

  /** The labels of a metric's series by name; of a label with very many values the first ones, and how many there are. */
  async labels(actor: Actor, metric: string): Promise<MetricLabel[]> {
    return this.database.within(actor, async () => {
      const known = await this.database.sql('select 1 from metrics where name = $1', [metric]);
      if (known.length === 0) throw unknownMetric(metric);
      return this.database.sql<MetricLabel>(
        `select name, (array_agg(value order by value))[1:$2] as values, count(*)::int as "valueCount"
           from (select distinct l.key as name, l.value from series s, jsonb_each_text(s.labels) l where s.metric = $1) v
          group by name order by name`,
        [metric, MOST_VALUES],
      );
    });
  }

  /**
   * The built-in datasource `metrics`: one frame per series that carries the labels. Raw points where they fit into
   * `maxPoints`, buckets of a named width where not; the frames say which.
   */
  async query(actor: Actor, query: MetricsQuery, range: TimeRange): Promise<Frame[]> {
    const found = await this.findSeries(actor, query);
    const series = found.slice(0, MOST_SERIES);
    const points = { seriesIds: series.map(({ id }) => id), from: range.from, to: range.to };
    const limit = range.maxPoints * series.length;
    const raw = await this.store.readRaw(points, limit + 1);
    const asOf = this.clock.now();
    const frames =
      raw.length <= limit && query.aggregate !== 'count'
        ? framesOf(series, raw, { alias: query.alias, asOf, source: 'metrics, raw points', resolutionMs: 0 })
        : await this.bucketFrames(series, points, query, range);
    return found.length > MOST_SERIES ? frames.map((frame) => cut(frame, found.length)) : frames;
  }

  private async bucketFrames(
    series: readonly StoredSeries[],
    points: PointRange,
    { aggregate, alias }: MetricsQuery,
    range: TimeRange,
  ): Promise<Frame[]> {
    const step = chooseStep(range.to - range.from, range.maxPoints);
    const rows = await this.store.readBuckets(points, step, aggregate, range.timezone);
    const source = `metrics, ${aggregate} per ${nameStep(step)}`;
    return framesOf(series, rows, { alias, asOf: this.clock.now(), source, resolutionMs: step.ms });
  }

  private async findSeries(actor: Actor, { metric, labels }: MetricsQuery): Promise<StoredSeries[]> {
    const found = await this.database.within(actor, () =>
      this.database.sql<Omit<StoredSeries, 'id'> & { id: number | null }>(
        `select s.id, m.name as metric, s.labels, m.unit
           from metrics m left join series s
             on s.workspace_id = m.workspace_id and s.metric = m.name and s.labels @> $2::jsonb
          where m.name = $1 order by s.labels::text limit 1000`,
        [metric, JSON.stringify(labels)],
      ),
    );
    if (found.length === 0) throw unknownMetric(metric);
    return found.filter((one): one is StoredSeries => one.id !== null);
  }
}

const unknownMetric = (metric: string) =>
  new AppError('not-found', 'metric.not-found', `There is no metric named “${metric}”.`);

function newest(ids: readonly number[], bySeries: ReadonlyMap<number, PointRow>): Pick<Metric, 'lastAt' | 'lastValue'> {
  let last: PointRow | undefined;
  for (const id of ids) {
    const row = bySeries.get(id);
    if (row && (!last || row[1] > last[1])) last = row;
  }
  return last ? { lastAt: new Date(last[1]).toISOString(), lastValue: last[2] } : { lastAt: null, lastValue: null };
}

const cut = (frame: Frame, found: number): Frame => ({
  ...frame,
  truncated: true,
  notices: [
    {
      level: 'warning',
      text: `Showing ${String(MOST_SERIES)} of ${String(found)} series. Choose labels to see the others.`,
    },
  ],
});
