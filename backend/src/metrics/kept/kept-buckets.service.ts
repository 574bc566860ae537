import { Injectable } from '@nestjs/common';
import { FairCache } from '../../platform/fair-cache.js';
import type { Step } from '../reading/buckets.js';
import { bucketOf, nextOf } from '../language/bucket-grid.js';
import type { PointRange } from '../series-store.js';
import type { ChangeNote } from '../store/change-notes.js';
import { ChangeLog } from './change-log.service.js';
import { missingIn, rowsIn, together, without, type KeptStretch, type Stretch } from './stretches.js';

const MOST_BYTES = 96 * 1024 * 1024;
/** Of one series: as it is shown on some dashboards, over some ranges. */
const MOST_SHAPES = 12;
const MOST_STRETCHES = 8;
/** More pieces than this are read as one. */
const MOST_PIECES = 4;
const OVERHEAD_BYTES = 300;

/** A row of buckets: the series, when the bucket begins, and what is known of it. */
export type BucketRow = readonly [seriesId: number, time: number, ...behind: number[]];

/** What is asked of each series, apart from the range: two questions of the same shape have the same buckets. */
export interface Shape {
  readonly workspaceId: string;
  readonly step: Step;
  readonly zone: string;
  readonly how: string;
  /** Numbers in a row, the time among them. */
  readonly width: number;
  /** A bucket hangs on the point before it as well, so that a change may reach any later one. */
  readonly looksBack?: boolean;
}

type KeptShape = Pick<Shape, 'step' | 'zone' | 'width' | 'looksBack'> & { readonly stretches: readonly KeptStretch[] };
type KeptSeries = Map<string, KeptShape>;
interface Piece extends Stretch {
  readonly seriesIds: readonly number[];
}
type Read<Row extends BucketRow> = (range: PointRange) => Promise<readonly Row[]>;

/**
 * Keeps the buckets of series, so that a range that moved on reads its newest ones alone. Whole buckets only: the first and the
 * last of a range may be cut by it. Whoever asks has looked at the {@link ChangeLog} before.
 */
@Injectable()
export class KeptBuckets {
  private readonly kept = new FairCache<KeptSeries>(MOST_BYTES);
  private readonly owners = new Map<number, string>();

  constructor(private readonly log: ChangeLog) {
    log.onChange((change) => {
      this.forget(change);
    });
  }

  /** Rows by series and time, as `read` gives them for the whole range. */
  async read<Row extends BucketRow>(points: PointRange, shape: Shape, read: Read<Row>): Promise<Row[]> {
    const whole = wholeIn(points, shape);
    if (points.asKnownAt !== undefined || !whole) return [...(await read(points))];
    const moment = this.log.now;
    const pieces = this.pieces(points, shape, whole);
    // Before anything is awaited: meanwhile it may be forgotten.
    const known = this.keptRows<Row>(points, shape, whole, pieces);
    const rows = (
      await Promise.all(pieces.map(({ seriesIds, from, to }) => read({ ...points, seriesIds, from, to })))
    ).flat();
    const answer = [...known, ...rows].sort(bySeriesAndTime);
    if (isTornIn(answer)) return [...(await read(points))];
    this.keep(shape, whole, { pieces, rows, moment });
    return answer;
  }

  /** What is to be read: for each of them the series that lack it, at the ends with what the range cuts. */
  private pieces({ seriesIds, from, to }: PointRange, shape: Shape, whole: Stretch): Piece[] {
    const lacking = new Map<string, { ids: number[]; missing: Stretch[] }>();
    for (const id of seriesIds) {
      const missing = withEnds(missingIn(this.stretches(shape, id), whole), whole, { from, to });
      const key = missing.map((stretch) => `${String(stretch.from)}-${String(stretch.to)}`).join();
      const same = lacking.get(key);
      if (same) same.ids.push(id);
      else lacking.set(key, { ids: [id], missing });
    }
    const pieces = [...lacking.values()].flatMap(({ ids, missing }) =>
      missing.map((one) => ({ ...one, seriesIds: ids })),
    );
    return pieces.length > MOST_PIECES ? [{ seriesIds, from, to }] : pieces;
  }

  private keptRows<Row>(points: PointRange, shape: Shape, whole: Stretch, pieces: readonly Piece[]): Row[] {
    const sorted = [...pieces].sort((one, other) => one.from - other.from);
    const read = sorted.map((piece) => ({ piece, ids: new Set(piece.seriesIds) }));
    return points.seriesIds.flatMap((id) => {
      const own = read.filter(({ ids }) => ids.has(id)).map(({ piece }) => piece);
      const stretches = this.stretches(shape, id);
      return missingIn(own, whole).flatMap((span) =>
        stretches.flatMap((stretch) => rowsOf<Row>(id, rowsIn(stretch, shape.width, span), shape.width)),
      );
    });
  }

  /** Nothing is kept of series that changed while they were read. */
  private keep(
    shape: Shape,
    whole: Stretch,
    { pieces, rows, moment }: { pieces: readonly Piece[]; rows: readonly BucketRow[]; moment: number },
  ): void {
    const bySeries = Map.groupBy(rows, ([id]) => id);
    for (const { seriesIds, ...piece } of pieces) {
      const span = { from: Math.max(piece.from, whole.from), to: Math.min(piece.to, whole.to) };
      if (span.from >= span.to) continue;
      for (const id of seriesIds) {
        if (!this.log.sameSince(moment, [id])) continue;
        const own = (bySeries.get(id) ?? []).filter(([, time]) => time >= span.from && time < span.to);
        this.add(shape, id, { ...span, numbers: numbersOf(own, shape.width) });
      }
    }
  }

  private add(shape: Shape, id: number, stretch: KeptStretch): void {
    const { workspaceId, step, zone, width, looksBack = false } = shape;
    const series = this.kept.get(workspaceId, String(id)) ?? new Map<string, KeptShape>();
    const key = keyOf(shape);
    const stretches = together(series.get(key)?.stretches ?? [], width, stretch).slice(-MOST_STRETCHES);
    series.delete(key);
    series.set(key, { step, zone, width, looksBack, stretches });
    const [oldest] = series.keys();
    if (series.size > MOST_SHAPES && oldest !== undefined) series.delete(oldest);
    this.owners.set(id, workspaceId);
    this.kept.set(workspaceId, String(id), series, bytesOf(series));
  }

  private stretches(shape: Shape, id: number): readonly KeptStretch[] {
    return this.kept.get(shape.workspaceId, String(id))?.get(keyOf(shape))?.stretches ?? [];
  }

  private forget(change: ChangeNote | 'anything'): void {
    if (change === 'anything') {
      this.kept.clear();
      this.owners.clear();
    } else if ('series' in change) for (const id of change.series) this.forgetOf(id, change);
  }

  private forgetOf(id: number, { from, to }: { readonly from: number | null; readonly to: number | null }): void {
    const owner = this.owners.get(id);
    const series = owner === undefined ? undefined : this.kept.get(owner, String(id));
    if (owner === undefined || !series) {
      this.owners.delete(id);
      return;
    }
    for (const [key, shape] of series) {
      const gone = {
        from: from === null ? -Infinity : bucketOf(from, shape.step, shape.zone),
        to:
          to === null || shape.looksBack
            ? Infinity
            : nextOf(bucketOf(to, shape.step, shape.zone), shape.step, shape.zone),
      };
      series.set(key, { ...shape, stretches: without(shape.stretches, shape.width, gone) });
    }
    this.kept.set(owner, String(id), series, bytesOf(series));
  }
}

const keyOf = ({ step, zone, how }: Shape) => `${how} ${String(step.ms)} ${step.calendar ?? ''} ${zone}`;

/** From the first bucket that begins in a range to the last one that ends in it. */
function wholeIn({ from, to }: Stretch, { step, zone }: Shape): Stretch | undefined {
  const first = bucketOf(from, step, zone);
  const whole = { from: first === from ? from : nextOf(first, step, zone), to: bucketOf(to, step, zone) };
  return whole.from < whole.to ? whole : undefined;
}

/** What is missing of whole buckets, and what the range has beside them. */
function withEnds(missing: readonly Stretch[], whole: Stretch, range: Stretch): Stretch[] {
  const ends = [
    { from: range.from, to: whole.from },
    { from: whole.to, to: range.to },
  ].filter(({ from, to }) => from < to);
  const sorted = [...ends, ...missing].sort((one, other) => one.from - other.from);
  const joined: Stretch[] = [];
  for (const stretch of sorted) {
    const last = joined.at(-1);
    if (last?.to === stretch.from) joined[joined.length - 1] = { from: last.from, to: stretch.to };
    else joined.push(stretch);
  }
  return joined;
}

function rowsOf<Row>(id: number, numbers: Float64Array, width: number): Row[] {
  const rows: number[][] = [];
  for (let at = 0; at < numbers.length; at += width) {
    const row = [id];
    for (let nth = 0; nth < width; nth++) row.push(numbers[at + nth] as number);
    rows.push(row);
  }
  return rows as Row[];
}

function numbersOf(rows: readonly BucketRow[], width: number): Float64Array {
  const numbers = new Float64Array(rows.length * width);
  rows.forEach(([, ...own], at) => {
    numbers.set(own, at * width);
  });
  return numbers;
}

const bytesOf = (series: KeptSeries) =>
  [...series.values()].reduce(
    (sum, { stretches }) =>
      sum + stretches.reduce((bytes, { numbers }) => bytes + numbers.byteLength + OVERHEAD_BYTES, OVERHEAD_BYTES),
    OVERHEAD_BYTES,
  );

/** Where clocks once went back past midnight, a day is not in one piece. */
const isTornIn = (rows: readonly BucketRow[]) =>
  rows.some(([id, time], at) => at > 0 && rows[at - 1]?.[1] === time && rows[at - 1]?.[0] === id);

const bySeriesAndTime = (one: BucketRow, other: BucketRow) => one[0] - other[0] || one[1] - other[1];
