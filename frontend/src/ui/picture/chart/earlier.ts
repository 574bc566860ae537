import type { ChartPicture, Frame, Picture, StatPicture } from '@quarterdeck/sdk';
import type { Comparison } from '@quarterdeck/sdk/api/comparison';
import { isColumns, pointsOf } from '../values/columns';
import type { Scene } from '../scene';
import { listOf, statistics, type SeriesFacts, type SeriesOption } from './series-facts';

/** What the same widget draws of an earlier time, to be laid upon the present picture. */
export interface EarlierPicture<P extends Picture = Picture> {
  readonly picture: P;
  /** Those of the earlier time, with its true dates. */
  readonly frames: readonly Frame[];
  readonly comparison: Comparison;
  readonly window: { readonly from: number; readonly to: number };
}

/** The part of an earlier stack that belongs to a part of the present one: by its label where it has one, else by its place. */
export function earlierPart(
  part: Picture,
  at: number,
  parts: readonly Picture[],
  earlier: EarlierPicture | null,
): EarlierPicture | null {
  if (earlier?.picture.kind !== 'stack') return null;
  const { of } = earlier.picture;
  const label = labelOf(part);
  const same = (one: Picture) => label !== undefined && labelOf(one) === label;
  // Two of one name cannot be told apart.
  const labelled = parts.filter(same).length === 1 ? of.find(same) : undefined;
  const found = labelled ?? (label === undefined && of.length === parts.length ? of[at] : undefined);
  return found?.kind === part.kind ? { ...earlier, picture: found } : null;
}

const labelOf = (part: Picture): string | undefined =>
  part.kind === 'stat' || part.kind === 'gauge' ? part.label : undefined;

/** The change of a number since an earlier time. */
export interface Change {
  /** As a fraction; null where there is no number to compare with. */
  readonly value: number | null;
  readonly good: boolean | null;
}

/** From zero there is no fraction; where nothing changed, nothing is better or worse. */
export function changeSince(
  { value, direction }: Pick<StatPicture, 'value'> & { readonly direction?: StatPicture['direction'] | undefined },
  earlier: number | null,
): Change | null {
  if (value === null) return null;
  if (earlier === null || earlier === 0) return { value: null, good: null };
  const change = (value - earlier) / Math.abs(earlier);
  const good = direction === undefined || change === 0 ? null : change > 0 === (direction === 'higher_is_better');
  return { value: change, good };
}

/** The values of one series at an earlier time, moved onto the present range. */
export interface EarlierSeries {
  /** Interleaved `[time, value, …]`. */
  readonly points: Float64Array;
  readonly min: number | null;
  readonly max: number | null;
}

/** In the order of the present series; null where the earlier time knows none of that name. */
export function earlierSeries(
  present: ChartPicture,
  earlier: EarlierPicture<ChartPicture>,
  toPresent: (at: number) => number,
): (EarlierSeries | null)[] {
  const series = listOf<SeriesOption>(present.option.series);
  const then = listOf<SeriesOption>(earlier.picture.option.series);
  const seen = new Map<string, number>();
  return series.map((one) => {
    const name = one.name ?? '';
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    const found = then.filter((other) => (other.name ?? '') === name)[before] ?? lone(series, then);
    return found ? moved(found, earlier.frames, toPresent) : null;
  });
}

/** One series alone is the same, whatever it is called. */
const lone = (series: readonly SeriesOption[], then: readonly SeriesOption[]) =>
  series.length === 1 && then.length === 1 ? then[0] : undefined;

function moved(
  { data }: SeriesOption,
  frames: readonly Frame[],
  toPresent: (at: number) => number,
): EarlierSeries | null {
  const points = isColumns(data) ? pointsOf(data.$columns, frames) : null;
  if (!(points instanceof Float64Array)) return null;
  const shown = new Float64Array(points.length);
  let [length, last] = [0, -Infinity];
  for (let at = 0; at < points.length; at += 2) {
    const time = toPresent(points[at] ?? NaN);
    // An hour that the present clocks jump over has no place: a line never runs backwards.
    if (!(time > last)) continue;
    last = time;
    shown[length++] = time;
    shown[length++] = points[at + 1] ?? NaN;
  }
  const { min, max } = statistics(shown.subarray(0, length).filter((_, at) => at % 2 === 1));
  return { points: shown.slice(0, length), min, max };
}

/** The earlier values for ECharts: dashed, thin and without a word, in the colours of their series and below them. */
export function earlierLines(
  picture: ChartPicture,
  earlier: readonly (EarlierSeries | null)[],
  facts: readonly SeriesFacts[],
  hidden: ReadonlySet<string>,
  { print }: Scene,
): Record<string, unknown>[] {
  return listOf<SeriesOption>(picture.option.series).flatMap((series, at) => {
    const [then, fact] = [earlier[at], facts[at]];
    if (!then || !fact || hidden.has(fact.name)) return [];
    const { stack, xAxisIndex, yAxisIndex, step } = series;
    return {
      type: 'line',
      id: `earlier ${at}`,
      data: then.points,
      dimensions: ['x', 'y'],
      ...(xAxisIndex === undefined ? {} : { xAxisIndex }),
      ...(yAxisIndex === undefined ? {} : { yAxisIndex }),
      ...(step === undefined ? {} : { step }),
      ...(typeof stack === 'string' ? { stack: `earlier ${stack}` } : { sampling: 'lttb' }),
      showSymbol: false,
      connectNulls: false,
      silent: true,
      z: 1,
      color: fact.color,
      lineStyle: { type: [4, 3], width: print ? 1 : 1.25, opacity: 0.6, color: fact.color },
      emphasis: { disabled: true },
      tooltip: { show: false },
    };
  });
}

/** The facts of the series with the extremes of both times: an axis has room for both. */
export function widened(
  facts: readonly SeriesFacts[],
  earlier: readonly (Pick<EarlierSeries, 'min' | 'max'> | null)[],
): SeriesFacts[] {
  return facts.map((fact, at) => ({
    ...fact,
    min: least(fact.min, earlier[at]?.min ?? null),
    max: most(fact.max, earlier[at]?.max ?? null),
  }));
}

const least = (one: number | null, other: number | null) =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);
const most = (one: number | null, other: number | null) =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);
