import { Injectable } from '@nestjs/common';
import type { Frame, TimeRange } from '@quarterdeck/sdk';
import type { Metric, MetricDefinition, MetricLabel, MetricsQuery } from '@quarterdeck/sdk/api/metrics';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { chooseStep, nameStep } from './buckets.js';
import { Density } from './density.js';
import { framesOf, type StoredSeries } from './series-frames.js';
import { unknownMetric } from './unknown-metric.js';
import { SeriesStore, type Aggregate, type PointRange, type PointRow } from './series-store.js';

const MOST_SERIES = 50;
/** In one answer, over all its series: about 10 MB while it is read. */
const MOST_POINTS = 100_000;
/** So many times too many points are not even tried: what is known of a series' density may be old. */
const HOPELESS = 2;
const MOST_VALUES = 200;
/** The series carries one of the values of each label in $3. */
const CARRIES_ANY =
  'not exists (select 1 from jsonb_each($3::jsonb) f where not coalesce(f.value ? (s.labels->>f.key), false))';

/**
 * Reads in two steps: which series the workspace may see, under row level security, and then their points, which carry no
 * workspace.
 */
@Injectable()
export class SeriesReader {
  private readonly density = new Density();

  constructor(
    private readonly database: Database,
    private readonly store: SeriesStore,
    private readonly clock: Clock,
  ) {}

  /** All metrics by name, or the one of this name. */
  async list(actor: Actor, name: string | null = null): Promise<Metric[]> {
    const rows = await this.database.within(actor, () =>
      this.database.sql<MetricDefinition & { name: string; ids: number[] }>(
        `select m.name, m.unit, m.kind, m.additivity, m.default_aggregate as "defaultAggregate", m.description,
                coalesce(array_agg(s.id) filter (where s.id is not null), '{}') as ids
           from metrics m left join series s on s.workspace_id = m.workspace_id and s.metric = m.name
          where $1::text is null or m.name = $1 group by m.workspace_id, m.name order by m.name`,
        [name],
      ),
    );
    const latest = await this.store.readLatest(rows.flatMap(({ ids }) => ids));
    const bySeries = new Map(latest.map((row) => [row[0], row]));
    return rows.map(({ ids, ...metric }) => ({ ...metric, seriesCount: ids.length, ...newest(ids, bySeries) }));
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

  /** The values of one label over the series that carry the labels, by name. Throws not-found for an unknown metric. */
  async labelValues(
    actor: Actor,
    { metric, labels }: Pick<MetricsQuery, 'metric' | 'labels'>,
    { label, limit }: { readonly label: string; readonly limit: number },
  ): Promise<string[]> {
    const { carried, anyOf } = filters(labels);
    return this.database.within(actor, async () => {
      const known = await this.database.sql('select 1 from metrics where name = $1', [metric]);
      if (known.length === 0) throw unknownMetric(metric);
      const rows = await this.database.sql<{ value: string }>(
        `select distinct s.labels->>$4 as value from series s
          where s.metric = $1 and s.labels ? $4 and s.labels @> $2::jsonb and ${CARRIES_ANY}
          order by value limit $5`,
        [metric, JSON.stringify(carried), JSON.stringify(anyOf), label, limit],
      );
      return rows.map(({ value }) => value);
    });
  }

  /**
   * The built-in datasource `metrics`: one frame per series that carries the labels. Raw points where they fit into
   * `maxPoints`, buckets of a named width where not; the frames say which.
   */
  async query(actor: Actor, query: MetricsQuery, range: TimeRange): Promise<Frame[]> {
    const { series, found } = await this.findSeries(actor, query);
    const points = { seriesIds: series.map(({ id }) => id), from: range.from, to: range.to };
    const each = Math.floor(MOST_POINTS / Math.max(1, series.length));
    const maxPoints = Math.min(range.maxPoints, each);
    const { rows, ...facts } = await this.read(points, query.aggregate, { ...range, maxPoints });
    const frames = framesOf(series, rows, { ...facts, alias: query.alias, asOf: this.clock.now() });
    return found > series.length ? frames.map((frame) => cut(frame, found)) : frames;
  }

  /** The same question is always answered in the same way; what is known of the density only spares reading in vain. */
  private async read(points: PointRange, aggregate: Aggregate, range: TimeRange): Promise<Reading> {
    const limit = range.maxPoints * points.seriesIds.length;
    const mayBeRaw = aggregate !== 'count';
    const isHopeless = this.density.expect(points) > limit * HOPELESS;
    const raw = mayBeRaw && !isHopeless ? await this.readRaw(points, limit) : undefined;
    if (raw) return raw;
    const step = chooseStep(range.to - range.from, range.maxPoints);
    const rows = await this.store.readBuckets(points, step, aggregate, range.timezone);
    const total = rows.reduce((sum, [, , , count]) => sum + count, 0);
    this.density.note(points, total);
    const totalled = aggregate !== 'sum' && aggregate !== 'count';
    const buckets = { rows, source: `metrics, ${aggregate} per ${nameStep(step)}`, resolutionMs: step.ms, totalled };
    return mayBeRaw && total <= limit ? ((await this.readRaw(points, limit)) ?? buckets) : buckets;
  }

  /** The points as they were sent, or undefined where there are more than `limit`. */
  private async readRaw(points: PointRange, limit: number): Promise<Reading | undefined> {
    const rows = await this.store.readRaw(points, limit + 1);
    this.density.note(points, rows.length);
    return rows.length <= limit ? { rows, source: 'metrics, raw points', resolutionMs: 0 } : undefined;
  }

  /** At most {@link MOST_SERIES}, and how many there are. */
  private async findSeries(actor: Actor, { metric, labels }: MetricsQuery): Promise<FoundSeries> {
    const { carried, anyOf } = filters(labels);
    const rows = await this.database.within(actor, () =>
      this.database.sql<Omit<StoredSeries, 'id'> & { id: number | null; found: number }>(
        `select s.id, m.name as metric, s.labels, m.unit, count(s.id) over ()::int as found
           from metrics m left join series s
             on s.workspace_id = m.workspace_id and s.metric = m.name and s.labels @> $2::jsonb
            and ${CARRIES_ANY}
          where m.name = $1 order by s.labels::text limit ${MOST_SERIES}`,
        [metric, JSON.stringify(carried), JSON.stringify(anyOf)],
      ),
    );
    const [first] = rows;
    if (!first) throw unknownMetric(metric);
    return { series: rows.filter((one): one is typeof one & { id: number } => one.id !== null), found: first.found };
  }
}

/** One value of a label is found by the index; of several any may stand there. */
function filters(labels: MetricsQuery['labels']) {
  const entries = Object.entries(labels);
  return {
    carried: Object.fromEntries(entries.filter(([, value]) => typeof value === 'string')),
    anyOf: Object.fromEntries(entries.filter(([, value]) => typeof value !== 'string')),
  };
}

interface Reading {
  readonly rows: readonly PointRow[];
  readonly source: string;
  readonly resolutionMs: number;
  readonly totalled?: boolean;
}
interface FoundSeries {
  readonly series: readonly StoredSeries[];
  readonly found: number;
}

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
