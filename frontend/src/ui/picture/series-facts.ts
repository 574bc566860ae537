import {
  formatterOf,
  type ChartPicture,
  type Format,
  type Formatter,
  type Frame,
  type Json,
  type JsonObject,
  type Theme,
  type Totals,
} from '@quarterdeck/sdk';
import { fieldAt, isColumns } from './columns';
import { unitWord, withoutWord } from './unit-words';

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
    return {
      name: series.name ?? '',
      color: series.color ?? theme.series[at] ?? theme.muted,
      formatter: formatterOf(format, locale),
      glance: formatterOf(withoutWord(format), locale).short,
      word: unitWord(format),
      ...statistics(...valuesOf(series, frames)),
    };
  });
}

function axisFormat(formats: ChartPicture['formats'], { yAxisIndex = 0 }: SeriesOption): Format {
  return formats?.yAxis?.[yAxisIndex as number] ?? {};
}

/** The numbers a series shows: its last column of numbers, or the points the picture carries itself. */
function valuesOf({ data }: SeriesOption, frames: readonly Frame[]): [ArrayLike<number>, (Totals | undefined)?] {
  if (isColumns(data)) {
    const fields = data.$columns.map((ref) => fieldAt(frames, ref));
    const field = fields.findLast((found) => found?.type === 'number');
    return field ? [field.values, field.totals] : [[]];
  }
  return [listOf<Json>(data).map(numberIn)];
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
