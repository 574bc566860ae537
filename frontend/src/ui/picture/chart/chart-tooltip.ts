import type { Json } from '@quarterdeck/sdk';
import type { ECharts } from 'echarts/core';
import type { ChartDrawing } from './chart-option';
import { bucketText, momentText, spanText } from '../values/moments';
import { valueNear } from './nearest';
import type { Scene } from '../scene';
import type { Shares } from '../shares/shares';
import { changeSince } from './earlier';
import { listOf, valueIn, type SeriesFacts } from './series-facts';
import { deltaText } from '../stat/stat-parts';
import { tooltipContent, tooltipFoot, type TooltipRow } from './tooltip';
import { tooltipPlace } from './tooltip-place';

interface Hovered {
  readonly seriesIndex: number;
  readonly dataIndex?: number;
  readonly name: string;
  readonly value: unknown;
  readonly axisValue?: number | string;
}
interface Option {
  readonly type?: string;
}
interface Sizes {
  readonly contentSize: number[];
}
/** What the tooltip must know of the chart on screen. */
export interface Pointer {
  readonly chart: ECharts | null;
  readonly y: number;
}

/** Values at the pointed time, sorted, with units and every digit. Not for paper. */
export function tooltipOption(
  drawing: ChartDrawing,
  scene: Scene,
  pointer: () => Pointer,
  /** What a press leads to. */
  links = '',
): Record<string, unknown> {
  if (scene.print) return { show: false };
  return {
    trigger: drawing.facts.length > 0 && drawing.option.xAxis ? 'axis' : 'item',
    appendTo: () => document.body,
    position: (point: [number, number], _: unknown, __: unknown, ___: unknown, { contentSize }: Sizes) => {
      const { chart } = pointer();
      return chart ? tooltipPlace(chart, point, contentSize) : point;
    },
    transitionDuration: 0,
    backgroundColor: scene.theme.dark ? '#1c2631' : '#ffffff',
    borderColor: scene.theme.line,
    borderWidth: 1,
    padding: [8, 10],
    extraCssText: 'box-shadow: 0 8px 28px rgb(0 0 0 / 16%); border-radius: 6px; z-index: 800;',
    axisPointer: { type: 'line', lineStyle: { color: scene.theme.muted, width: 1, type: 'solid' } },
    formatter: (params: Hovered | Hovered[]) =>
      withLinks(content(Array.isArray(params) ? params : [params], drawing, scene, pointer()), links, scene),
  };
}

function withLinks(box: HTMLElement, links: string, { theme }: Scene): HTMLElement {
  if (links) box.append(tooltipFoot(`↗ ${links}`, theme));
  return box;
}

function content(hovered: readonly Hovered[], drawing: ChartDrawing, scene: Scene, pointer: Pointer): HTMLElement {
  const [first] = hovered;
  if (drawing.shares) return sliceContent(first, drawing.shares, scene);
  const at = first?.axisValue;
  const time = drawing.overTime && typeof at === 'number' ? at : null;
  const values =
    time === null
      ? hovered.map(({ seriesIndex, dataIndex, value }) => ({ seriesIndex, dataIndex, value: valueIn(value) }))
      : valuesAt(drawing, time);
  const heading = time === null ? (first?.name ?? '') : timeText(time, drawing, scene);
  const nearest = nearestOf(values, drawing, pointer);
  const rows = values.flatMap(({ seriesIndex, dataIndex = -1, value }): TooltipRow[] => {
    const fact = drawing.facts[seriesIndex];
    // Beside its own category a series may have nothing to say, such as the rest of many.
    if (!fact || (value === null && time === null)) return [];
    const pointed = values.length > 1 && seriesIndex === nearest;
    const then =
      time === null
        ? barThen(value, seriesIndex, dataIndex, drawing, scene)
        : thenOf(value, seriesIndex, time, drawing, scene);
    return [
      { name: fact.name || heading, color: fact.color, value, text: fact.formatter.full(value), pointed, ...then },
    ];
  });
  const earlier = time === null ? barsText(drawing, scene) : earlierText(time, drawing, scene);
  return tooltipContent(heading, rows, scene.theme, earlier);
}

/** Where values run to the right, none of them is at a height. */
function nearestOf(values: readonly SeriesValue[], { option }: ChartDrawing, { chart, y }: Pointer): number {
  const isUpright = listOf<Option>(option.yAxis as Json)[0]?.type !== 'category';
  return chart && isUpright ? nearestTo(values, y, chart) : -1;
}

function sliceContent(hovered: Hovered | undefined, { slices }: Shares, { theme }: Scene): HTMLElement {
  const slice = slices[hovered?.dataIndex ?? -1];
  if (!slice) return tooltipContent(hovered?.name ?? '', [], theme);
  const row = { color: slice.color, value: null, pointed: true };
  return tooltipContent('', [{ ...row, name: slice.name, text: `${slice.full} · ${slice.share}` }], theme);
}

/** A value of a bucket is that of a span, not of the moment at which it begins. */
function timeText(at: number, { resolutionMs }: ChartDrawing, { range, locale }: Scene): string {
  return resolutionMs > 0
    ? bucketText({ from: at, to: at + resolutionMs }, range.timezone, locale)
    : momentText(at, range.timezone, locale);
}

/** The true date of the earlier values; empty where none are shown. */
function earlierText(time: number, drawing: ChartDrawing, scene: Scene): string {
  return drawing.earlier ? timeText(drawing.earlier.momentOf(time), drawing, scene) : '';
}

/** What a series said at the earlier time, and how it has changed since. */
function thenOf(
  value: number | null,
  series: number,
  time: number,
  { earlier, facts }: ChartDrawing,
  { locale }: Scene,
): Pick<TooltipRow, 'then'> {
  const points = earlier?.series[series]?.points;
  if (!points) return {};
  const then = valueNear(points, time);
  return { then: changeFrom(value, then ?? null, facts[series], locale) };
}

/** What a bar said at the earlier time. */
function barThen(
  value: number | null,
  series: number,
  row: number,
  { earlierBars, facts }: ChartDrawing,
  { locale }: Scene,
): Pick<TooltipRow, 'then'> {
  const values = earlierBars?.series[series]?.values;
  return values ? { then: changeFrom(value, values[row] ?? null, facts[series], locale) } : {};
}

function changeFrom(value: number | null, then: number | null, fact: SeriesFacts | undefined, locale: string) {
  if (then === null || !Number.isFinite(then)) return { text: '–', change: '' };
  const change = changeSince({ value }, then)?.value ?? null;
  return { text: fact?.formatter.full(then) ?? '', change: change === null ? '' : deltaText(change, locale) };
}

/** When the paler bars were; empty where there are none. */
function barsText({ earlierBars }: ChartDrawing, { range, locale }: Scene): string {
  return earlierBars?.series.some((one) => one !== null) ? spanText(earlierBars.window, range.timezone, locale) : '';
}

interface SeriesValue {
  readonly seriesIndex: number;
  readonly dataIndex?: number | undefined;
  readonly value: number | null;
}

/** Of every series what it says at this time, also where its clock ticks a little beside that of the others. */
function valuesAt({ option, facts }: ChartDrawing, at: number): SeriesValue[] {
  const series = option.series as readonly { readonly data?: unknown }[];
  return facts.flatMap((_, seriesIndex) => {
    const data = series[seriesIndex]?.data;
    const value = data instanceof Float64Array ? valueNear(data, at) : undefined;
    return value === undefined ? [] : [{ seriesIndex, value: Number.isNaN(value) ? null : value }];
  });
}

/** The series whose point is nearest to the pointer, up or down. */
function nearestTo(values: readonly SeriesValue[], y: number, chart: ECharts): number {
  let [nearest, distance] = [-1, Infinity];
  for (const { seriesIndex, value } of values) {
    if (value === null) continue;
    const pixel = chart.convertToPixel({ seriesIndex }, [0, value])[1] ?? Infinity;
    if (Math.abs(pixel - y) < distance) [nearest, distance] = [seriesIndex, Math.abs(pixel - y)];
  }
  return nearest;
}
