import type { ChartPicture, Frame, Json } from '@quarterdeck/sdk';
import { earlierMoment, laterMoment } from '@quarterdeck/sdk/api/comparison';
import { cartesian } from './chart-axes';
import { isColumns, pointsOf, slicesOf } from '../values/columns';
import { END_FONT, legendPlan, type LegendPlan } from './legend-plan';
import { earlierBars, palerBars, type EarlierBars } from './earlier-bars';
import { earlierLines, earlierSeries, widened, type EarlierPicture, type EarlierSeries } from './earlier';
import { markSeries, marksIn, type Mark } from './marks';
import { pointMarks } from './point-marks';
import type { Scene, Size } from '../scene';
import { coloursOf, sharesOf, type Shares } from '../shares/shares';
import { listOf, seriesFacts, valueIn, type SeriesFacts, type SeriesOption } from './series-facts';
import { thresholdSeries } from './threshold-series';

type Option = Record<string, unknown>;

/** The earlier values of a chart. */
interface Earlier {
  /** In the order of the present series, moved onto their range. */
  readonly series: readonly (EarlierSeries | null)[];
  /** The true date of what stands at a time of the present range. */
  momentOf(at: number): number;
}

/** The earlier values of bars that stand in categories. */
interface EarlierGroups {
  /** In the order of the present series. */
  readonly series: readonly (EarlierBars | null)[];
  readonly window: EarlierPicture['window'];
}

/** A picture of a chart made ready for ECharts, and what the host writes around it. */
export interface ChartDrawing {
  readonly option: Option;
  readonly legend: LegendPlan;
  readonly facts: readonly SeriesFacts[];
  /** The slices, where the chart is a pie. */
  readonly shares: Shares | null;
  /** Annotations to be shown; none where the chart has no time axis. */
  readonly marks: readonly Mark[];
  readonly overTime: boolean;
  /** The values at which lines end, in the order of the series. */
  readonly ends: readonly (number | null)[];
  /** What the series said at the earlier time; null where nothing is compared. */
  readonly earlier: Earlier | null;
  /** The same of bars in categories. */
  readonly earlierBars: EarlierGroups | null;
  /** Width of a bucket where all frames have the same; else 0. */
  readonly resolutionMs: number;
}

/**
 * Puts the data into a chart's option and dresses it as the look wants it, in any theme, zone and size. Pure: the same
 * picture, frames and scene give the same drawing. Series whose names are `hidden` keep their colour, their place and their
 * row in the legend. Called by the chart component for each change.
 */
export function chartDrawing(
  picture: ChartPicture,
  frames: readonly Frame[],
  scene: Scene,
  size: Size,
  hidden: ReadonlySet<string> = new Set(),
  before: EarlierPicture<ChartPicture> | null = null,
): ChartDrawing {
  const series = listOf<SeriesOption>(picture.option.series);
  const facts = seriesFacts(picture, frames, scene.theme, scene.locale);
  const overTime = isOverTime(picture);
  const compared = comparedWith(picture, before, scene);
  const marks = overTime ? marksIn(scene) : [];
  const legend = legendPlan(
    scene.full ? tabled(picture) : picture,
    facts,
    series.map(({ type }) => type),
    size,
  );
  const drawn = series.map((one, at) => drawnSeries(one, frames, facts[at], hidden));
  const shown = facts.map((fact) => (hidden.has(fact.name) ? { ...fact, last: null, min: null, max: null } : fact));
  const option = {
    animation: false,
    color: [...coloursOf(picture.option, scene)],
    textStyle: { fontFamily: "'IBM Plex Sans', system-ui, sans-serif", color: scene.theme.ink },
    ...(series.length > 0 && series.every(({ type }) => type === 'pie')
      ? {}
      : cartesian({ picture, facts: widened(shown, compared.extremes), frames, scene, size, legend, marks })),
    series: [
      ...drawn.map((one) => dressed(one, scene, overTime ? size.width : 0, legend.kind === 'shares')),
      ...earlierLines(picture, compared.lines, facts, hidden, scene),
      ...palerBars(picture, compared.bars, facts, hidden),
      ...thresholdSeries(picture, shown, frames, scene),
      ...markSeries(marks, scene),
    ],
  };
  return {
    option,
    legend,
    facts,
    shares: sharesOf(picture, frames, scene, before),
    marks,
    overTime,
    ends: endsOf(series, shown),
    earlier: compared.earlier,
    earlierBars: compared.earlierBars,
    resolutionMs: resolutionOf(frames),
  };
}

const isOverTime = ({ option }: ChartPicture) => listOf(option.xAxis)[0]?.type === 'time';

function comparedWith(picture: ChartPicture, before: EarlierPicture<ChartPicture> | null, scene: Scene): Compared {
  if (!before) return NOTHING_THEN;
  const earlier = earlierOf(picture, before, scene);
  if (earlier) return { ...NOTHING_THEN, earlier, lines: earlier.series, extremes: earlier.series };
  const bars = earlierBars(picture, before);
  return { ...NOTHING_THEN, earlierBars: { series: bars, window: before.window }, bars, extremes: bars };
}

interface Compared extends Pick<ChartDrawing, 'earlier' | 'earlierBars'> {
  readonly lines: Earlier['series'];
  readonly bars: EarlierGroups['series'];
  /** An axis has room for both times. */
  readonly extremes: Earlier['series'] | EarlierGroups['series'];
}
const NOTHING_THEN: Compared = { earlier: null, earlierBars: null, lines: [], bars: [], extremes: [] };

function earlierOf(
  picture: ChartPicture,
  before: EarlierPicture<ChartPicture> | null,
  { range }: Scene,
): Earlier | null {
  if (!before || !isOverTime(picture)) return null;
  const compared = { range, comparison: before.comparison, timezone: range.timezone };
  return {
    series: earlierSeries(picture, before, (at) => laterMoment(at, compared)),
    momentOf: (at) => earlierMoment(at, compared),
  };
}

/** On the whole page there is room for every name with its numbers. */
const tabled = (picture: ChartPicture): ChartPicture =>
  picture.legend === 'none' ? picture : { ...picture, legend: 'table' };

function resolutionOf(frames: readonly Frame[]): number {
  const [first = 0, ...others] = new Set(frames.map(({ resolutionMs = 0 }) => resolutionMs));
  return others.length === 0 ? first : 0;
}

function drawnSeries(
  { data, ...series }: SeriesOption,
  frames: readonly Frame[],
  fact: SeriesFacts | undefined,
  hidden: ReadonlySet<string>,
): Option {
  if (hidden.has(fact?.name ?? '')) return { ...series, data: [], color: fact?.color };
  return {
    ...series,
    ...dataOf(series.type, data, frames),
    ...barLabel(series, fact),
    color: fact?.color,
  };
}

/** The value at the end of a bar, where its widget wants it there. */
function barLabel({ type, label }: SeriesOption, fact: SeriesFacts | undefined): Option {
  if (type !== 'bar' || typeof label !== 'object' || label === null || !('show' in label) || !label.show) return {};
  const formatter = ({ value }: { value: unknown }) => fact?.glance(valueIn(value)) ?? '';
  return { label: { fontSize: END_FONT, ...label, formatter } };
}

function dataOf(type: string, data: Json | undefined, frames: readonly Frame[]): Option {
  if (!isColumns(data)) return data === undefined ? {} : { data };
  if (type === 'pie') return { data: slicesOf(data.$columns, frames) };
  const points = pointsOf(data.$columns, frames);
  return points instanceof Float64Array ? { data: points, dimensions: ['x', 'y'] } : { data: points };
}

/** Where each line ends: at its last value, upon those of the stack below it. */
function endsOf(series: readonly SeriesOption[], facts: readonly SeriesFacts[]): (number | null)[] {
  const stacks = new Map<unknown, number>();
  return facts.map(({ last }, at) => {
    const stack = series[at]?.stack;
    if (stack === undefined || last === null) return last;
    stacks.set(stack, (stacks.get(stack) ?? 0) + last);
    return stacks.get(stack) ?? null;
  });
}

/** What the look decides for every chart, whatever its widget said. */
function dressed(series: Option, { print, theme, range }: Scene, width: number, isListed: boolean): Option {
  switch (series.type) {
    case 'line':
      return {
        showSymbol: false,
        symbol: 'circle',
        symbolSize: print ? 4 : 5,
        ...series,
        ...(width > 0 && series.data instanceof Float64Array
          ? pointMarks(series.data, width / (range.to - range.from))
          : {}),
        connectNulls: false,
        lineStyle: { ...(series.lineStyle as Option | undefined), width: 1.5 },
        silent: print,
      };
    case 'bar':
      return { barMaxWidth: 32, ...series, silent: print };
    case 'pie':
      return {
        radius: ['52%', '78%'],
        label: isListed ? { show: false } : { color: theme.ink, fontSize: END_FONT },
        itemStyle: { borderColor: theme.surface, borderWidth: 1 },
        ...series,
        color: undefined,
        silent: print,
      };
    default:
      return { symbolSize: 5, ...series, silent: print };
  }
}
