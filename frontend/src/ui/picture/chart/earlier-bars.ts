import type { ChartPicture, Frame, Json, JsonObject } from '@quarterdeck/sdk';
import { isColumns, pointsOf } from '../values/columns';
import { valuesThen, type NamedValue } from '../values/named-values';
import type { EarlierPicture } from './earlier';
import { listOf, statistics, valueIn, type SeriesFacts, type SeriesOption } from './series-facts';

/** What the bars of one series said at an earlier time, in the order of the present categories. */
export interface EarlierBars {
  readonly values: readonly (number | null)[];
  readonly min: number | null;
  readonly max: number | null;
}

interface Axis {
  readonly type?: string;
  readonly data?: readonly Json[];
}

/** In the order of the present series; null for what is no bar of a category, or was not there. */
export function earlierBars(present: ChartPicture, earlier: EarlierPicture<ChartPicture>): (EarlierBars | null)[] {
  const names = categoriesOf(present);
  const series = listOf<SeriesOption>(present.option.series);
  const then = listOf<SeriesOption>(earlier.picture.option.series);
  const known = then.filter(({ type }) => type === 'bar');
  return series.map((one) => {
    const found = known.filter((other) => (other.name ?? '') === (one.name ?? ''));
    const [same] = series.length === 1 && known.length === 1 ? known : found;
    if (one.type !== 'bar' || !names || !same || found.length > 1) return null;
    const values = valuesThen(names, barsOf(same, earlier));
    const { min, max } = statistics(values.flatMap((value) => value ?? []));
    return min === null ? null : { values, min, max };
  });
}

const categoriesOf = ({ option }: ChartPicture): readonly string[] | null => {
  const axes = [...listOf(option.xAxis), ...listOf(option.yAxis)] as readonly Axis[];
  return axes.find(({ type }) => type === 'category')?.data?.map(String) ?? null;
};

/** A bar has a name and a value, in the order of its axes. */
function barsOf({ data }: SeriesOption, { frames, picture }: EarlierPicture<ChartPicture>): NamedValue[] {
  const points: readonly unknown[] = isColumns(data) ? rowsOf(data.$columns, frames) : listOf<Json>(data);
  const names = categoriesOf(picture) ?? [];
  return points.flatMap((point, at) => {
    const name: unknown = Array.isArray(point) ? point.find((part) => typeof part === 'string') : names[at];
    const value = valueIn(point);
    return typeof name === 'string' ? [{ name, value: value ?? NaN }] : [];
  });
}

function rowsOf(columns: Parameters<typeof pointsOf>[0], frames: readonly Frame[]): readonly unknown[] {
  const points = pointsOf(columns, frames);
  return points instanceof Float64Array ? [] : points;
}

/** Paler bars beside those of now, in the colours of their series, without a word of their own. */
export function palerBars(
  picture: ChartPicture,
  earlier: readonly (EarlierBars | null)[],
  facts: readonly SeriesFacts[],
  hidden: ReadonlySet<string>,
): Record<string, unknown>[] {
  return listOf<SeriesOption>(picture.option.series).flatMap((series, at) => {
    const [then, fact] = [earlier[at], facts[at]];
    if (!then || !fact || hidden.has(fact.name)) return [];
    const { stack, xAxisIndex, yAxisIndex, itemStyle } = series;
    return {
      type: 'bar',
      id: `earlier ${at}`,
      // One value a category: on whichever axis those stand.
      data: then.values.map((value) => value ?? '-'),
      ...(xAxisIndex === undefined ? {} : { xAxisIndex }),
      ...(yAxisIndex === undefined ? {} : { yAxisIndex }),
      ...(typeof stack === 'string' ? { stack: `earlier ${stack}` } : {}),
      barMaxWidth: 32,
      silent: true,
      color: fact.color,
      itemStyle: { ...(itemStyle as JsonObject | undefined), opacity: 0.35 },
      emphasis: { disabled: true },
      tooltip: { show: false },
    };
  });
}
