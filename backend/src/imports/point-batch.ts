import type { ImportMapping, RefusedRow } from '@quarterdeck/sdk/api/imports';
import type { SeriesKey } from '@quarterdeck/sdk/api/metrics';
import { rowReader, type GoodRow } from '@quarterdeck/sdk/csv/rows';
import type { PointColumns } from '../metrics/metrics.service.js';
import { rowRefusal } from './refusal-text.js';

const MOST_SERIES = 10_000;
const MOST_REFUSALS = 10_000;
const KEPT_LETTERS = 500;

/** What was read since the last batch was taken. */
export interface Batch {
  readonly points: PointColumns;
  readonly refusals: readonly RefusedRow[];
}

/** Rows go in, batches of points come out. Remembers the series of the file, never its points. */
export class PointBatches {
  readonly series: SeriesKey[] = [];
  rows = 0;
  refused = 0;
  earliest = Infinity;
  latest = -Infinity;

  private readonly read: ReturnType<typeof rowReader>;
  private readonly places = new Map<string, number>();
  private refusals: RefusedRow[] = [];
  private seriesOf: number[] = [];
  private times: number[] = [];
  private values: number[] = [];

  constructor(private readonly mapping: ImportMapping) {
    this.read = rowReader(mapping);
  }

  /** Points that wait to be taken. */
  get size(): number {
    return this.times.length;
  }

  add(cells: readonly string[], line: number): void {
    this.rows++;
    const row = this.read(cells);
    if (row.refused !== undefined) this.refuse(cells, line, rowRefusal(row.refused, row.column, cells));
    else if (!this.keep(row)) this.refuse(cells, line, rowRefusal('too-many-series', 0, []));
  }

  take(): Batch {
    const { seriesOf, times, values, refusals } = this;
    [this.seriesOf, this.times, this.values, this.refusals] = [[], [], [], []];
    const points = {
      series: Int32Array.from(seriesOf),
      times: Float64Array.from(times),
      values: Float64Array.from(values),
    };
    return { points, refusals };
  }

  private keep({ time, values, labels }: GoodRow): boolean {
    const first = this.placeOf(labels);
    if (first === undefined) return false;
    for (const [column, value] of values.entries()) {
      if (value === undefined) continue;
      this.seriesOf.push(first + column);
      this.times.push(time);
      this.values.push(value);
    }
    this.earliest = Math.min(this.earliest, time);
    this.latest = Math.max(this.latest, time);
    return true;
  }

  /** Where the series of these labels begin: one per value column. Undefined where there are too many already. */
  private placeOf(texts: readonly string[]): number | undefined {
    const key = texts.join('\0');
    const known = this.places.get(key);
    if (known !== undefined) return known;
    if (this.series.length + this.mapping.values.length > MOST_SERIES) return undefined;
    const place = this.series.length;
    this.places.set(key, place);
    const pairs = this.mapping.labels.map(({ name }, at) => [name, texts[at] ?? ''] as const);
    const labels = Object.fromEntries(pairs.filter(([, text]) => text !== ''));
    for (const { metric, unit } of this.mapping.values) this.series.push({ metric, labels, ...(unit ? { unit } : {}) });
    return place;
  }

  private refuse(cells: readonly string[], line: number, reason: string): void {
    this.refused++;
    if (this.refused > MOST_REFUSALS) return;
    this.refusals.push({ line, reason, row: cells.join(this.mapping.delimiter).slice(0, KEPT_LETTERS) });
  }
}
