import type { ChartPicture, Format, Frame, JsonObject } from '@quarterdeck/sdk';
import { axisDisplay, withLimits } from './axis-display';
import { END_FONT, type LegendPlan } from './legend-plan';
import type { Mark } from './marks';
import type { Scene, Size } from '../scene';
import { listOf, type SeriesFacts, type SeriesOption } from './series-facts';
import { timeTicks, type TimeTick } from './time-axis';
import { hasUnitWord } from '../values/unit-words';
import { valueAxis } from './value-axis';

type Option = Record<string, unknown>;

/** What the axes of a chart are made of. */
export interface Plot {
  readonly picture: ChartPicture;
  readonly facts: readonly SeriesFacts[];
  readonly frames: readonly Frame[];
  readonly scene: Scene;
  readonly size: Size;
  readonly legend: LegendPlan;
  readonly marks: readonly Mark[];
}

/** Where the plot stands, and its axes as the look wants them. */
export function cartesian(plot: Plot): Option {
  const { option } = plot.picture;
  return {
    grid: gridOf(plot),
    xAxis: listOf(option.xAxis).map((axis) => horizontalAxis(axis, plot)),
    yAxis: listOf(option.yAxis).map((axis, at) => verticalAxis(axis, at, plot)),
  };
}

/** Labels have the room they need; names of units and notes above or below the plot get theirs. */
function gridOf({ picture, frames, scene, legend, marks }: Plot): Option {
  const yAxes = listOf(picture.option.yAxis);
  const isLying = yAxes[0]?.type === 'category';
  const hasWord = yAxes.some((_, at) => hasUnitWord(picture.formats?.yAxis?.[at] ?? {}));
  const series = listOf<SeriesOption>(picture.option.series);
  // Where values run to the right, thresholds have their names above.
  const hasNames = isLying ? axisDisplay(series, frames, 0)?.thresholds !== undefined : hasWord;
  return {
    left: 0,
    right: legend.kind === 'ends' ? legend.width : 10,
    top: hasNames || (scene.print && marks.length > 0) ? 24 : 10,
    bottom: hasWord && isLying ? 20 : 0,
    outerBoundsMode: 'same',
    outerBoundsContain: 'axisLabel',
  };
}

function horizontalAxis(axis: JsonObject, plot: Plot): Option {
  const { scene, size } = plot;
  if (axis.type === 'time') return timeAxis(axis, scene, size.width);
  if (axis.type === 'category') return categoryAxis(axis, scene);
  // Values run to the right where categories stand below one another.
  const splitLine = { show: true, lineStyle: { color: scene.theme.line, width: 1 } };
  return {
    ...ofValues(axis, 0, plot),
    splitLine,
    nameLocation: 'middle',
    nameGap: 24,
    nameTextStyle: { color: scene.theme.muted },
  };
}

function verticalAxis(axis: JsonObject, at: number, plot: Plot): Option {
  if (axis.type === 'category') return { ...categoryAxis(axis, plot.scene), splitLine: { show: false } };
  return ofValues(axis, at, plot);
}

function ofValues(axis: JsonObject, at: number, { picture, facts, frames, scene }: Plot): Option {
  const series = listOf<SeriesOption>(picture.option.series);
  const display = axisDisplay(series, frames, at);
  const format: Format = picture.formats?.yAxis?.[at] ?? {};
  return valueAxis(withLimits(axis, display), at, format, extentOf(series, facts, at), scene, display);
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
      // As high as the letters alone, the box would cut off what hangs below the line.
      lineHeight: print ? 13 : 16,
      hideOverlap: true,
      width: 140,
      overflow: 'truncate',
    },
  };
}
