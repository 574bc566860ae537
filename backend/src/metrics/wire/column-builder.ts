import { invalid } from '../../platform/errors.js';
import type { PointColumns } from '../binary-copy.js';

const MOST_POINTS = 100_000;
const FIRST_LENGTH = 1024;

/** Columns that grow while points are read: how many there are, no protocol says in advance. */
export class ColumnBuilder {
  length = 0;
  private columns = emptyColumns(FIRST_LENGTH);

  /** `place` of the series in the list that goes with the columns; epoch milliseconds. */
  add(place: number, time: number, value: number): void {
    if (this.length === this.columns.times.length) this.grow();
    this.columns.series[this.length] = place;
    this.columns.times[this.length] = time;
    this.columns.values[this.length] = value;
    this.length++;
  }

  /** Takes the last ones back: they turned out to belong to a series that is none. */
  cut(length: number): void {
    this.length = length;
  }

  points(): PointColumns {
    const { series, times, values } = this.columns;
    return {
      series: series.slice(0, this.length),
      times: times.slice(0, this.length),
      values: values.slice(0, this.length),
    };
  }

  private grow(): void {
    if (this.length === MOST_POINTS) throw tooMany('100,000 points');
    const grown = emptyColumns(Math.min(MOST_POINTS, this.length * 2));
    grown.series.set(this.columns.series);
    grown.times.set(this.columns.times);
    grown.values.set(this.columns.values);
    this.columns = grown;
  }
}

/** Nothing of such a request is stored, whatever else it holds. */
export const tooMany = (limit: string) =>
  invalid('points.too-many', `No point was stored: more than ${limit} in one request. Send them in parts.`);

const emptyColumns = (length: number): PointColumns => ({
  series: new Int32Array(length),
  times: new Float64Array(length),
  values: new Float64Array(length),
});
