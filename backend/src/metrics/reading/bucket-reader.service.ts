import { Injectable } from '@nestjs/common';
import type { TimeRange } from '@quarterdeck/sdk';
import type { MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';
import { Clock } from '../../platform/clock.js';
import type { FoundSeries } from './found-series.js';
import { knownAt } from '../language/as-known.js';
import { nextOf } from '../language/bucket-grid.js';
import { USUAL_QUANTILE } from '../language/described.js';
import { movedEnd } from '../language/local-time.js';
import { settled } from '../language/measure.js';
import type { Plan } from '../language/plan.js';
import type { ReadSeries } from '../language/shaping.js';
import { KeptBuckets } from '../kept/kept-buckets.service.js';
import { SeriesReader, type PlainAggregate } from '../series-reader.js';
import { SeriesStoreReads, type ChangeRow } from '../series-store-reads.js';
import type { PointRange, PointRow } from '../series-store.js';

/** Rows read at once: about 10 MB. */
const MOST_ROWS = 100_000;

/** What is read: the series of a query, on the buckets of a plan. */
export interface Reading {
  readonly query: MetricsQuery;
  readonly found: FoundSeries;
  readonly plan: Plan;
}

/** A series and bucket with its number; of some also what is behind it. */
type Row = readonly [seriesId: number, time: number, value: number, ...behind: number[]];
interface Answer {
  readonly rows: readonly Row[];
  readonly isSketched: boolean;
}
const exact = (rows: readonly Row[]): Answer => ({ rows, isSketched: false });

/** Reads the buckets of many series, some at a time, and hands them on one series after another. */
@Injectable()
export class BucketReader {
  constructor(
    private readonly reader: SeriesReader,
    private readonly reads: SeriesStoreReads,
    private readonly clock: Clock,
    private readonly kept: KeptBuckets,
  ) {}

  /** Says whether some of it was put together from sketches. */
  async read(reading: Reading, take: (series: ReadSeries) => void): Promise<{ isSketched: boolean }> {
    const { found, plan, query } = reading;
    let isSketched = false;
    const known = knownAt(query);
    const atOnce = Math.max(1, Math.floor(MOST_ROWS / Math.max(1, plan.times.length)));
    for (let from = 0; from < found.series.length; from += atOnce) {
      const series = found.series.slice(from, from + atOnce);
      const answer = await this.rows(reading, { ...plan.read, ...known, seriesIds: series.map(({ id }) => id) });
      isSketched ||= answer.isSketched;
      const rows = rowsById(answer.rows);
      const behind = keepsQuantity(reading);
      for (const { id, labels } of series) take(seriesOf(labels, rows.get(id) ?? [], behind));
    }
    return { isSketched };
  }

  /** How far apart the points of a query lie, of late in the range. */
  async spacing({ series }: FoundSeries, range: TimeRange, offset?: string): Promise<number> {
    const seriesIds = series.map(({ id }) => id);
    if (seriesIds.length === 0) return 0;
    const moved = (at: number) => (offset === undefined ? at : movedEnd(at, offset, -1, range.timezone));
    return this.reads.readSpacing({ seriesIds, from: moved(range.from), to: moved(range.to) });
  }

  private async rows({ query, found: { measure, workspaceId }, plan }: Reading, points: PointRange): Promise<Answer> {
    const { step, zone } = plan;
    const { aggregate } = settled(query, measure);
    if (aggregate === 'increase' || aggregate === 'rate' || aggregate === 'delta') {
      if (measure.kind === 'delta') return this.ofDeltas({ aggregate, workspaceId }, plan, points);
      const of = aggregate === 'delta' ? 'level' : 'counter';
      const shape = { workspaceId, step, zone, how: `change of ${of}`, width: 3, looksBack: true };
      const rows = await this.kept.read<ChangeRow>(points, shape, (range) =>
        this.reads.readChanges(range, step, of, zone),
      );
      return exact(
        rows.map(([id, time, change, seconds]) => [id, time, aggregate === 'rate' ? change / seconds : change]),
      );
    }
    const how = { aggregate: aggregate as PlainAggregate, q: query.q ?? USUAL_QUANTILE, workspaceId };
    return this.reader.readBuckets(points, step, how, zone);
  }

  /** Points that are changes already rise by their sum; the present bucket is as long as it has lasted. */
  private async ofDeltas(
    { aggregate, workspaceId }: { readonly aggregate: string; readonly workspaceId: string },
    { step, zone }: Plan,
    points: PointRange,
  ): Promise<Answer> {
    const sum = { aggregate: 'sum', q: USUAL_QUANTILE, workspaceId } as const;
    const { rows: sums } = await this.reader.readBuckets(points, step, sum, zone);
    if (aggregate !== 'rate') return exact(sums);
    const now = this.clock.now();
    const rates = sums.map(([id, time, sum]): Row => {
      const end = Math.min(nextOf(time, step, zone), points.to, Math.max(now, time + 1));
      return [id, time, (sum * 1000) / (end - Math.max(time, points.from))];
    });
    return exact(rates);
  }
}

/** Whether the values of the buckets are of the same quantity as the points in them. */
function keepsQuantity({ query, found: { measure } }: Reading): boolean {
  return ['avg', 'min', 'max', 'first', 'last'].includes(settled(query, measure).aggregate);
}

function rowsById(rows: readonly Row[]): Map<number, Row[]> {
  const byId = new Map<number, Row[]>();
  for (const row of rows) {
    const known = byId.get(row[0]);
    if (known) known.push(row);
    else byId.set(row[0], [row]);
  }
  return byId;
}

function seriesOf(labels: ReadSeries['labels'], rows: readonly Row[], behind: boolean): ReadSeries {
  const read = { labels, times: rows.map(([, time]) => time), values: rows.map(([, , value]) => value) };
  return behind && rows.length > 0 ? { ...read, totals: totalsOf(rows as unknown as readonly PointRow[]) } : read;
}

function totalsOf(rows: readonly PointRow[]): NonNullable<ReadSeries['totals']> {
  const totals = { count: 0, sum: 0, min: Infinity, max: -Infinity };
  for (const [, , , count, sum = 0, min = 0, max = 0] of rows) {
    totals.count += count;
    totals.sum += sum;
    totals.min = Math.min(totals.min, min);
    totals.max = Math.max(totals.max, max);
  }
  return totals;
}
