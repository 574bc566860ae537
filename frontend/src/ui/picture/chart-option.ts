import type { ChartPicture, Format, Frame, Json, JsonObject } from '@quarterdeck/sdk';
import { isColumns, pointsOf, slicesOf } from './columns';
import { END_FONT, legendPlan, type LegendPlan } from './legend-plan';
import { markSeries, marksIn, type Mark } from './marks';
import { pointMarks } from './point-marks';
import type { Scene, Size } from './scene';
import { listOf, seriesFacts, type SeriesFacts, type SeriesOption } from './series-facts';
import { timeTicks, type TimeTick } from './time-axis';
import { hasUnitWord } from './unit-words';
import { valueAxis } from './value-axis';

type Option = Record<string, unknown>;

/** A picture of a chart made ready for ECharts, and what the host writes around it. */
export interface ChartDrawing {
  readonly option: Option;
  readonly legend: LegendPlan;
  readonly facts: readonly SeriesFacts[];
  /** Annotations to be shown; none where the chart has no time axis. */
  readonly marks: readonly Mark[];
  readonly overTime: boolean;
  /** The values at which lines end, in the order of the series. */
  readonly ends: readonly (number | null)[];
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
): ChartDrawing {
  const series = listOf<SeriesOption>(picture.option.series);
  const facts = seriesFacts(picture, frames, scene.theme, scene.locale);
  const overTime = listOf(picture.option.xAxis)[0]?.type === 'time';
  const marks = overTime ? marksIn(scene) : [];
  const legend = legendPlan(
    scene.full ? tabled(picture) : picture,
    facts,
    series.map(({ type }) => type),
    size,
  );
  const drawn = series.map((one, at) =>
    hidden.has(facts[at]?.name ?? '')
      ? { ...one, data: [], color: facts[at]?.color }
      : drawnSeries(one, frames, facts[at]),
  );
  const shown = facts.map((fact) => (hidden.has(fact.name) ? { ...fact, last: null, min: null, max: null } : fact));
  const option = {
    animation: false,
    color: [...scene.theme.series],
    textStyle: { fontFamily: "'IBM Plex Sans', system-ui, sans-serif", color: scene.theme.ink },
    ...(series.length > 0 && series.every(({ type }) => type === 'pie')
      ? {}
      : cartesian(picture, shown, scene, size, legend, marks)),
    series: [...drawn.map((one) => dressed(one, scene, overTime ? size.width : 0)), ...markSeries(marks, scene)],
  };
  return { option, legend, facts, marks, overTime, ends: endsOf(series, shown), resolutionMs: resolutionOf(frames) };
}

/** On the whole page there is room for every name with its numbers. */
const tabled = (picture: ChartPicture): ChartPicture =>
  picture.legend === 'none' ? picture : { ...picture, legend: 'table' };

function cartesian(
  { option, formats }: ChartPicture,
  facts: readonly SeriesFacts[],
  scene: Scene,
  size: Size,
  legend: LegendPlan,
  marks: readonly Mark[],
): Option {
  const yAxes = listOf(option.yAxis);
  const unitAbove = yAxes.some((_, at) => hasUnitWord(formats?.yAxis?.[at] ?? {}));
  const numbersAbove = scene.print && marks.length > 0;
  return {
    grid: {
      left: 0,
      right: legend.kind === 'ends' ? legend.width : 10,
      top: unitAbove || numbersAbove ? 24 : 10,
      bottom: 0,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: listOf(option.xAxis).map((axis) => horizontalAxis(axis, formats?.yAxis?.[0] ?? {}, scene, size)),
    yAxis: yAxes.map((axis, at) => verticalAxis(axis, at, formats?.yAxis?.[at] ?? {}, option, facts, scene)),
  };
}

function horizontalAxis(axis: JsonObject, format: Format, scene: Scene, { width }: Size): Option {
  if (axis.type === 'time') return timeAxis(axis, scene, width);
  if (axis.type === 'category') return categoryAxis(axis, scene);
  return { ...valueAxis(axis, 0, format, null, scene), splitLine: { show: false } };
}

function verticalAxis(
  axis: JsonObject,
  at: number,
  format: Format,
  option: JsonObject,
  facts: readonly SeriesFacts[],
  scene: Scene,
): Option {
  if (axis.type === 'category') return { ...categoryAxis(axis, scene), splitLine: { show: false } };
  return valueAxis(axis, at, format, extentOf(listOf<SeriesOption>(option.series), facts, at), scene);
}

function resolutionOf(frames: readonly Frame[]): number {
  const [first = 0, ...others] = new Set(frames.map(({ resolutionMs = 0 }) => resolutionMs));
  return others.length === 0 ? first : 0;
}

/** Lowest and highest value that an axis must show; unknown where series are stacked, for then the sums count. */
function extentOf(
  series: readonly SeriesOption[],
  facts: readonly SeriesFacts[],
  axis: number,
): [number, number] | null {
  if (series.some(({ stack }) => stack !== undefined)) return null;
  const ofAxis = facts.filter((_, at) => ((series[at]?.yAxisIndex as number | undefined) ?? 0) === axis);
  const lows = ofAxis.flatMap(({ min }) => min ?? []);
  const highs = ofAxis.flatMap(({ max }) => max ?? []);
  return lows.length > 0 ? [Math.min(...lows), Math.max(...highs)] : null;
}

const TICK_WIDTH = 92;

function timeAxis(axis: JsonObject, { range, theme, locale, print }: Scene, width: number): Option {
  const atMost = Math.min(8, Math.max(2, Math.floor(width / TICK_WIDTH)));
  const ticks = timeTicks(range, range.timezone, locale, atMost);
  const texts = new Map(ticks.map((tick) => [tick.at, tickText(tick)]));
  const places = ticks.map(({ at }) => at);
  return {
    ...axis,
    min: range.from,
    max: range.to,
    axisLine: { show: true, onZero: false, lineStyle: { color: theme.line } },
    axisTick: { show: true, length: 4, lineStyle: { color: theme.line }, customValues: places },
    splitLine: { show: false },
    axisLabel: {
      color: theme.muted,
      fontSize: print ? 10 : END_FONT,
      lineHeight: print ? 13 : 16,
      margin: 8,
      hideOverlap: true,
      customValues: places,
      formatter: (value: number) => texts.get(value) ?? '',
    },
    axisPointer: { show: !print, lineStyle: { color: theme.muted, width: 1, type: 'solid' }, label: { show: false } },
  };
}

/** The second line is kept free under every tick, so that all first lines stand on one line. */
const tickText = ({ text, context }: TimeTick) => `${text}\n${context}`;

function categoryAxis(axis: JsonObject, { theme, print }: Scene): Option {
  const label = (axis.axisLabel ?? {}) as JsonObject;
  return {
    ...axis,
    axisLine: { show: true, lineStyle: { color: theme.line } },
    axisTick: { show: false },
    axisLabel: {
      ...label,
      color: theme.muted,
      fontSize: print ? 10 : END_FONT,
      hideOverlap: true,
      width: 140,
      overflow: 'truncate',
    },
  };
}

function drawnSeries(
  { data, ...series }: SeriesOption,
  frames: readonly Frame[],
  fact: SeriesFacts | undefined,
): Option {
  return {
    ...series,
    ...dataOf(series.type, data, frames),
    color: fact?.color,
  };
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
function dressed(series: Option, { print, theme, range }: Scene, width: number): Option {
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
        label: { color: theme.ink, fontSize: END_FONT },
        itemStyle: { borderColor: theme.surface, borderWidth: 1 },
        ...series,
        silent: print,
      };
    default:
      return { symbolSize: 5, ...series, silent: print };
  }
}
