import {
  type ChartPicture,
  type Field,
  type Format,
  type Formatter,
  type Frame,
  type Json,
  type JsonObject,
  type Theme,
  type Totals,
} from '@quarterdeck/sdk';
import { fieldAt, isColumns } from '../values/columns';
import { unitWord, withoutWord } from '../values/unit-words';
import { writerOf } from '../values/writer';

/** What is said about one series beside the chart: in the legend, at the line's end and in the tooltip. */
export interface SeriesFacts {
  readonly name: string;
  readonly color: string;
  readonly formatter: Formatter;
  /** Short, without a unit that is a word: that stands above the axis. */
  readonly glance: (value: number | null) => string;
  /** That word; empty where the unit is part of how the number is written. */
  readonly word: string;
  readonly last: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
}

export type SeriesOption = JsonObject & { readonly type: string; readonly name?: string; readonly color?: string };

/** A component that ECharts takes alone or in a list, as a list. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- says what the checked option holds there
export function listOf<T = JsonObject>(value: Json | undefined): readonly T[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as readonly T[];
}

/** Facts of every series, in the order of the option. Series beyond the palette wear the muted colour. */
export function seriesFacts(
  { option, formats }: ChartPicture,
  frames: readonly Frame[],
  theme: Theme,
  locale: string,
): SeriesFacts[] {
  return listOf<SeriesOption>(option.series).map((series, at) => {
    const format = formats?.series?.[at] ?? axisFormat(formats, series);
    const field = valueField(series, frames);
    return {
      name: series.name ?? '',
      color: series.color ?? theme.series[at] ?? theme.muted,
      formatter: writerOf(format, field?.display, locale),
      glance: writerOf(withoutWord(format), field?.display, locale).short,
      word: unitWord(format),
      ...statistics(...valuesOf(series, field)),
    };
  });
}

function axisFormat(formats: ChartPicture['formats'], { yAxisIndex = 0 }: SeriesOption): Format {
  return formats?.yAxis?.[yAxisIndex as number] ?? {};
}

/** The column whose values a series shows: its last one of numbers. */
export function valueField(
  { data }: SeriesOption,
  frames: readonly Frame[],
): Extract<Field, { type: 'number' }> | undefined {
  if (!isColumns(data)) return undefined;
  return data.$columns.map((ref) => fieldAt(frames, ref)).findLast((found) => found?.type === 'number');
}

/** The numbers a series shows: those of its column, or the points the picture carries itself. */
function valuesOf(
  { data }: SeriesOption,
  field: Extract<Field, { type: 'number' }> | undefined,
): [ArrayLike<number>, (Totals | undefined)?] {
  if (field) return [field.values, field.totals];
  if (isColumns(data)) return [[]];
  return [listOf<Json>(data).map(numberIn)];
}

/** The number of a point as a chart holds it: alone, or beside its place, on whichever side that stands. */
export function valueIn(point: unknown): number | null {
  const parts = Array.isArray(point) || ArrayBuffer.isView(point) ? Array.from(point as Iterable<unknown>) : [point];
  const value = parts.findLast((part) => typeof part === 'number');
  return value !== undefined && Number.isFinite(value) ? value : null;
}

function numberIn(point: Json): number {
  const value = Array.isArray(point) ? (point.at(-1) as Json) : isValued(point) ? point.value : point;
  return typeof value === 'number' ? value : NaN;
}

const isValued = (point: Json): point is { readonly value: Json } =>
  typeof point === 'object' && point !== null && 'value' in point;

/** Of buckets the lowest, highest and mean are those of the points behind them: a mean of means hides the peaks. */
export function statistics(
  values: ArrayLike<number>,
  totals?: Totals,
): Pick<SeriesFacts, 'last' | 'min' | 'max' | 'mean'> {
  let [count, sum, min, max, last] = [0, 0, Infinity, -Infinity, NaN];
  for (const value of Array.isArray(values) ? (values as number[]) : (values as Float64Array)) {
    if (!Number.isFinite(value)) continue;
    count++;
    sum += value;
    last = value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (count === 0) return { last: null, min: null, max: null, mean: null };
  const all = totals ?? { count, sum, min, max };
  return { last, min: all.min, max: all.max, mean: all.sum / all.count };
}
