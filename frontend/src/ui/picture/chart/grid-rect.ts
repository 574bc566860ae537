import type { ECharts } from 'echarts/core';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface WithGrid {
  getModel():
    { getComponent(type: 'grid', at: number): { coordinateSystem?: { getRect(): Rect } } | undefined } | undefined;
}

/** Where the plot stands inside the chart, without its labels. ECharts knows it and has no public word for it. */
export function gridRect(chart: ECharts): Rect | null {
  const rect = (chart as unknown as WithGrid).getModel()?.getComponent('grid', 0)?.coordinateSystem?.getRect();
  return rect ? { x: rect.x, y: rect.y, width: rect.width, height: rect.height } : null;
}

/** The time under a pixel, kept inside the plot. */
export function timeAt(x: number, rect: Rect, range: { from: number; to: number }): number {
  const share = Math.min(1, Math.max(0, (x - rect.x) / rect.width));
  return Math.round(range.from + share * (range.to - range.from));
}

export function pixelOf(at: number, rect: Rect, range: { from: number; to: number }): number {
  return rect.x + ((at - range.from) / (range.to - range.from)) * rect.width;
}

export const sameRect = (one: Rect | null, other: Rect | null) => JSON.stringify(one) === JSON.stringify(other);
