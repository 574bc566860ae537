import { Injectable } from '@nestjs/common';
import type { Frame, TimeRange } from '@quarterdeck/sdk';
import type { Metric, MetricDefinition, MetricLabel, MetricRetention } from '@quarterdeck/sdk/api/metrics';
import type { MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { invalid } from '../platform/errors.js';
import { chooseStep, nameStep, type Step } from './reading/buckets.js';
import { knownAt, saidAsKnown } from './language/as-known.js';
import { Density } from './reading/density.js';
import { percentile, sketchWords, USUAL_QUANTILE } from './language/described.js';
import type { FoundSeries } from './reading/found-series.js';
import { settled, unitOf, type Measure } from './language/measure.js';
import { cut, framesOf, MOST_SERIES, thinnedFrame, type StoredSeries } from './series-frames.js';
import { KeptBuckets, type Shape } from './kept/kept-buckets.service.js';
import { KeptSeries } from './kept/kept-series.service.js';
import { unknownMetric } from './unknown-metric.js';
import { SeriesStoreReads } from './series-store-reads.js';
import { SeriesStore, type Aggregate, type PointRange, type PointRow } from './series-store.js';

/** In one answer, over all its series: about 10 MB while it is read. */
const MOST_POINTS = 100_000;
/** So many times too many points are not even tried: what is known of a series' density may be old. */
const HOPELESS = 2;
const MOST_VALUES = 200;
/** The series carries one of the values of each label in $3. */
const CARRIES_ANY =
  'not exists (select 1 from jsonb_each($3::jsonb) f where not coalesce(f.value ? (s.labels->>f.key), false))';

/** The series carries none of the values of a label in $4. */
const CARRIES_NONE =
  'not exists (select 1 from jsonb_each($4::jsonb) e where coalesce(e.value ? (s.labels->>e.key), false))';
/** Read at once where every point is asked for: about 60 MB while they are thinned. */
const MOST_RAW_POINTS = 600_000;

/** What the points of a bucket can become without looking at any other bucket. */
export type PlainAggregate = Aggregate | 'first' | 'quantile';

const tooManyPoints = () =>
  invalid(
    'metric.too-many-points',
    `These are more than ${String(MOST_RAW_POINTS)} points: choose a shorter range, or an aggregate instead of all points.`,
    { place: { field: 'aggregate' } },
  );

/** What becomes of the points of a bucket, and whose they are. */
export interface HowRead {
  readonly aggregate: PlainAggregate;
  readonly q: number;
  readonly workspaceId: string;
}

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
    private readonly reads: SeriesStoreReads,
    private readonly clock: Clock,
    private readonly keptBuckets: KeptBuckets,
    private readonly keptSeries: KeptSeries,
  ) {}

  /** All metrics by name, or the one of this name. */
  async list(actor: Actor, name: string | null = null): Promise<Metric[]> {
    const rows = await this.database.within(actor, () =>
      this.database.sql<MetricDefinition & MetricRetention & { name: string; ids: number[] }>(
        `select m.name, m.unit, m.kind, m.additivity, m.default_aggregate as "defaultAggregate", m.description,
                m.keep_days as "keepDays",
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
   * One frame per series: raw points where they fit into `maxPoints`, buckets of a named width where not; the frames say
   * which. For questions that need nothing of the query language.
   */
  async plain(
    { series, found, measure, workspaceId }: FoundSeries,
    query: MetricsQuery,
    range: TimeRange,
  ): Promise<Frame[]> {
    const { aggregate } = settled(query, measure);
    const points = { seriesIds: series.map(({ id }) => id), from: range.from, to: range.to, ...knownAt(query) };
    const about = { alias: query.alias, asOf: this.clock.now() };
    if (aggregate === 'raw') return this.allPoints(series, points, { ...about, most: range.maxPoints });
    const each = Math.floor(MOST_POINTS / Math.max(1, series.length));
    const maxPoints = Math.min(range.maxPoints, each);
    const how = { aggregate: aggregate as PlainAggregate, q: query.q ?? USUAL_QUANTILE };
    const { rows, ...facts } = await this.read(points, { ...how, workspaceId }, { ...range, maxPoints });
    const unit = unitOf(query, measure);
    const named = series.map((one) => ({ ...one, unit }));
    const source = saidAsKnown(query, facts.source);
    return cut(framesOf(named, rows, { ...facts, ...about, source }), found);
  }

  /** Every point, however many: thinned to what can be shown without losing an extreme. */
  private async allPoints(
    series: readonly StoredSeries[],
    points: PointRange,
    { most, ...about }: { most: number; alias?: string | undefined; asOf: number },
  ): Promise<Frame[]> {
    const rows = await this.store.readRaw(points, MOST_RAW_POINTS + 1);
    if (rows.length > MOST_RAW_POINTS) throw tooManyPoints();
    const whole = framesOf(series, rows, { ...about, source: 'metrics, raw points', resolutionMs: 0 });
    return whole.map((frame) => thinnedFrame(frame, most));
  }

  /** The same question is always answered in the same way; what is known of the density only spares reading in vain. */
  private async read(points: PointRange, how: HowRead, range: TimeRange): Promise<Reading> {
    const { aggregate } = how;
    const limit = range.maxPoints * points.seriesIds.length;
    const mayBeRaw = aggregate !== 'count';
    const isHopeless = this.density.expect(points) > limit * HOPELESS;
    const raw = mayBeRaw && !isHopeless ? await this.readRaw(points, limit) : undefined;
    if (raw) return raw;
    const step = chooseStep(range.to - range.from, range.maxPoints);
    const { rows, isSketched } = await this.readBuckets(points, step, how, range.timezone);
    const total = rows.reduce((sum, [, , , count]) => sum + count, 0);
    this.density.note(points, total);
    const totalled = aggregate !== 'sum' && aggregate !== 'count' && aggregate !== 'quantile';
    const name = aggregate === 'quantile' ? percentile(how.q) : aggregate;
    const source = `metrics, ${name} per ${nameStep(step)}${sketchWords(isSketched)}`;
    const buckets = { rows, source, resolutionMs: step.ms, totalled };
    return mayBeRaw && total <= limit ? ((await this.readRaw(points, limit)) ?? buckets) : buckets;
  }

  /** One row per series and bucket, and whether they come from sketches: of those that are known already nothing is read. */
  async readBuckets(points: PointRange, step: Step, how: HowRead, zone: string): Promise<Buckets> {
    const { aggregate, q, workspaceId } = how;
    const shape = { workspaceId, step, zone };
    if (aggregate === 'quantile') return this.readQuantiles(points, shape, q);
    const rows = await this.keptBuckets.read<PointRow>(points, { ...shape, how: aggregate, width: 6 }, (range) => {
      if (aggregate === 'first') return this.reads.readOwn(range, step, 'first', zone);
      return this.store.readBuckets(range, step, aggregate, zone);
    });
    return { rows, isSketched: false };
  }

  /** What the whole range is read from is decided before it is looked which buckets are known: they may be of both kinds. */
  private async readQuantiles(
    points: PointRange,
    shape: Pick<Shape, 'workspaceId' | 'step' | 'zone'>,
    q: number,
  ): Promise<Buckets> {
    const { step, zone } = shape;
    const sketches = await this.reads.sketchesFor(points, step, zone);
    const how = `quantile ${String(q)}`;
    const rows = sketches
      ? await this.keptBuckets.read<PointRow>(points, { ...shape, how: `${how} sketched`, width: 3 }, (range) =>
          this.reads.readSketches({ ...range, step, q, timezone: zone }, sketches),
        )
      : await this.keptBuckets.read<PointRow>(points, { ...shape, how, width: 6 }, (range) =>
          this.reads.readOwn(range, step, q, zone),
        );
    return { rows, isSketched: sketches !== undefined };
  }

  /** The points as they were sent, or undefined where there are more than `limit`. */
  private async readRaw(points: PointRange, limit: number): Promise<Reading | undefined> {
    const rows = await this.store.readRaw(points, limit + 1);
    this.density.note(points, rows.length);
    return rows.length <= limit ? { rows, source: 'metrics, raw points', resolutionMs: 0 } : undefined;
  }

  /** Which series a query speaks of: at most `limit` of them, how many there are, and what their metric is. */
  find(actor: Actor, query: MetricsQuery, limit = MOST_SERIES): Promise<FoundSeries> {
    return this.keptSeries.find(actor.workspaceId, query, limit, () => this.findNow(actor, query, limit));
  }

  private async findNow(
    actor: Actor,
    { metric, labels, except = {} }: MetricsQuery,
    limit: number,
  ): Promise<FoundSeries> {
    const { carried, anyOf } = filters(labels);
    const rows = await this.database.read<Omit<StoredSeries, 'id'> & Measure & { id: number | null; found: number }>(
      actor,
      `select s.id, m.name as metric, s.labels, m.unit, m.kind, m.additivity, m.default_aggregate as "defaultAggregate",
                count(s.id) over ()::int as found
           from metrics m left join series s
             on s.workspace_id = m.workspace_id and s.metric = m.name and s.labels @> $2::jsonb
            and ${CARRIES_ANY} and ${CARRIES_NONE}
          where m.name = $1 order by s.labels::text limit $5`,
      [metric, JSON.stringify(carried), JSON.stringify(anyOf), JSON.stringify(except), limit],
    );
    const [first] = rows;
    if (!first) throw unknownMetric(metric);
    const series = rows.filter((one): one is typeof one & { id: number } => one.id !== null);
    const { unit, kind, additivity, defaultAggregate } = first;
    const measure = { name: metric, unit, kind, additivity, defaultAggregate };
    return { workspaceId: actor.workspaceId, series, found: first.found, measure };
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

interface Buckets {
  readonly rows: readonly PointRow[];
  readonly isSketched: boolean;
}
interface Reading {
  readonly rows: readonly PointRow[];
  readonly source: string;
  readonly resolutionMs: number;
  readonly totalled?: boolean;
}

function newest(ids: readonly number[], bySeries: ReadonlyMap<number, PointRow>): Pick<Metric, 'lastAt' | 'lastValue'> {
  let last: PointRow | undefined;
  for (const id of ids) {
    const row = bySeries.get(id);
    if (row && (!last || row[1] > last[1])) last = row;
  }
  return last ? { lastAt: new Date(last[1]).toISOString(), lastValue: last[2] } : { lastAt: null, lastValue: null };
}
