import type { ECharts } from 'echarts/core';
import type { ChartDrawing } from './chart-option';
import { momentText } from './moments';
import type { Scene } from './scene';
import { tooltipContent, type TooltipRow } from './tooltip';

interface Hovered {
  readonly seriesIndex: number;
  readonly name: string;
  readonly value: unknown;
  readonly axisValue?: number | string;
}
/** What the tooltip must know of the chart on screen. */
export interface Pointer {
  readonly chart: ECharts | null;
  readonly y: number;
}

/** Values at the pointed time, sorted, with units and every digit. Not for paper. */
export function tooltipOption(drawing: ChartDrawing, scene: Scene, pointer: () => Pointer): Record<string, unknown> {
  if (scene.print) return { show: false };
  return {
    trigger: drawing.facts.length > 0 && drawing.option.xAxis ? 'axis' : 'item',
    appendTo: () => document.body,
    confine: false,
    transitionDuration: 0,
    backgroundColor: scene.theme.dark ? '#1c2631' : '#ffffff',
    borderColor: scene.theme.line,
    borderWidth: 1,
    padding: [8, 10],
    extraCssText: 'box-shadow: 0 8px 28px rgb(0 0 0 / 16%); border-radius: 6px; z-index: 800;',
    axisPointer: { type: 'line', lineStyle: { color: scene.theme.muted, width: 1, type: 'solid' } },
    formatter: (params: Hovered | Hovered[]) =>
      content(Array.isArray(params) ? params : [params], drawing, scene, pointer()),
  };
}

function content(hovered: readonly Hovered[], drawing: ChartDrawing, scene: Scene, pointer: Pointer): HTMLElement {
  const rows = hovered.flatMap((one) => rowOf(one, drawing) ?? []);
  const nearest = nearestTo(hovered, drawing, pointer);
  const axisValue = hovered[0]?.axisValue;
  const isTime = drawing.overTime && typeof axisValue === 'number';
  const heading = isTime ? momentText(axisValue, scene.range.timezone, scene.locale) : (hovered[0]?.name ?? '');
  return tooltipContent(
    heading,
    rows.map((row) => ({ ...row, pointed: rows.length > 1 && row.series === nearest })),
    scene.theme,
  );
}

function rowOf(
  { seriesIndex, value, name }: Hovered,
  { facts }: ChartDrawing,
): (TooltipRow & { series: number }) | null {
  const fact = facts[seriesIndex];
  if (!fact) return null;
  const number = numberOf(value);
  return {
    name: fact.name || name,
    color: fact.color,
    value: number,
    text: fact.formatter.full(number),
    pointed: false,
    series: seriesIndex,
  };
}

function numberOf(value: unknown): number | null {
  const last: unknown =
    Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value as Iterable<unknown>).at(-1) : value;
  return typeof last === 'number' && Number.isFinite(last) ? last : null;
}

/** The series whose point is nearest to the pointer, up or down. */
function nearestTo(hovered: readonly Hovered[], { facts }: ChartDrawing, { chart, y }: Pointer): number {
  let [nearest, distance] = [-1, Infinity];
  for (const { seriesIndex, value } of hovered) {
    const number = numberOf(value);
    if (!chart || !facts[seriesIndex] || number === null) continue;
    const pixel = chart.convertToPixel({ seriesIndex }, [0, number])[1] ?? Infinity;
    if (Math.abs(pixel - y) < distance) [nearest, distance] = [seriesIndex, Math.abs(pixel - y)];
  }
  return nearest;
}
