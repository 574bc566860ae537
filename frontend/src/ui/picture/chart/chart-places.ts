import { cellAt, type ChartPicture, type ColumnRef, type Field, type Frame } from '@quarterdeck/sdk';
import { fieldAt, isColumns } from '../values/columns';
import type { ValuePlace } from '../values/links';
import { listOf, type SeriesOption } from './series-facts';

/** A value on a chart: its series in the order of the option, and its row in their frame. */
export interface ChartPlace {
  readonly series: number;
  readonly row: number;
}

/** The columns of one series of a chart. */
export interface SeriesColumns {
  readonly frame: Frame;
  readonly value: Field;
  /** Set where the series runs over time. */
  readonly times: Extract<Field, { type: 'time' }> | undefined;
}

/** Undefined for a series that carries its points itself: nobody knows what they are. */
export function columnsOf(
  { option }: ChartPicture,
  frames: readonly Frame[],
  series: number,
): SeriesColumns | undefined {
  const data = listOf<SeriesOption>(option.series)[series]?.data;
  const refs: readonly ColumnRef[] = isColumns(data) ? data.$columns : [];
  const fields = refs.map((ref) => ({ field: fieldAt(frames, ref), frame: frames[ref[0]] }));
  const value = fields.findLast(({ field }) => field?.type === 'number');
  if (!value?.field || !value.frame) return undefined;
  const times = fields.find(({ field }) => field?.type === 'time')?.field;
  return { frame: value.frame, value: value.field, times: times?.type === 'time' ? times : undefined };
}

/** The value at a place, with all that its links may ask for. */
export function valuePlace(picture: ChartPicture, frames: readonly Frame[], place: ChartPlace): ValuePlace | undefined {
  const columns = columnsOf(picture, frames, place.series);
  if (!columns) return undefined;
  const { frame, value: field } = columns;
  const value = cellAt(field, place.row);
  const series = listOf<SeriesOption>(picture.option.series)[place.series]?.name ?? '';
  return { field, frame, row: place.row, value, series };
}

/** The row behind an item of the drawn data: a hole between two rows has an item of its own there. */
export function rowBehind(data: unknown, item: number, { times }: SeriesColumns): number {
  return data instanceof Float64Array && times ? rowNear(times.values, data[2 * item] ?? NaN) : item;
}

/** The item of the drawn data that shows a row. */
export function itemOf(data: unknown, row: number, { times }: SeriesColumns): number {
  if (!(data instanceof Float64Array) || !times) return row;
  const at = times.values[row] ?? NaN;
  let item = row;
  while (item < data.length / 2 && data[2 * item] !== at) item++;
  return item;
}

/** The row nearest in time; rows stand in the order of time. */
export function rowNear(times: Float64Array, at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? NaN) < at) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [times[low - 1] ?? -Infinity, times[low] ?? Infinity];
  return at - before < after - at ? low - 1 : Math.min(low, times.length - 1);
}

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 };
const KEYS = new Set([...Object.keys(STEPS), 'Home', 'End']);

interface ShownSeries {
  readonly series: number;
  readonly columns: SeriesColumns;
}

/**
 * Where an arrow key leads: to the known value before or after, or to the series below or above at the same time. Home and
 * End lead to either end. The first press points at the last value, the one that is read first. Null for any other key, or
 * where the chart has no value.
 */
export function placeAfter(
  from: ChartPlace | null,
  key: string,
  picture: ChartPicture,
  frames: readonly Frame[],
  hidden: ReadonlySet<string>,
): ChartPlace | null {
  if (!KEYS.has(key)) return null;
  const shown = listOf<SeriesOption>(picture.option.series).flatMap(({ name = '' }, series): ShownSeries[] => {
    const columns = hidden.has(name) ? undefined : columnsOf(picture, frames, series);
    return columns ? [{ series, columns }] : [];
  });
  const here = shown.findIndex(({ series }) => series === from?.series);
  const [now, first] = [shown[here], shown[0]];
  if (from && now) return stepped(from, key, now, shown[here + (STEPS[key] ?? 0)]);
  return first ? known(first, first.columns.frame.length - 1, -1) : null;
}

function stepped(from: ChartPlace, key: string, now: ShownSeries, next: ShownSeries | undefined): ChartPlace | null {
  if (key === 'Home') return known(now, 0, 1);
  if (key === 'End') return known(now, now.columns.frame.length - 1, -1);
  const step = STEPS[key] ?? 1;
  if (key === 'ArrowLeft' || key === 'ArrowRight') return known(now, from.row + step, step) ?? from;
  return next ? { series: next.series, row: sameMoment(from.row, now.columns, next.columns) } : from;
}

/** The first row from here on that has a value. */
function known({ series, columns: { value } }: ShownSeries, from: number, step: 1 | -1): ChartPlace | null {
  for (let row = from; row >= 0 && row < value.values.length; row += step) {
    const cell = cellAt(value, row);
    if (cell !== null && !Number.isNaN(cell)) return { series, row };
  }
  return null;
}

function sameMoment(row: number, from: SeriesColumns, to: SeriesColumns): number {
  if (from.times && to.times) return rowNear(to.times.values, from.times.values[row] ?? NaN);
  return Math.min(row, to.frame.length - 1);
}
