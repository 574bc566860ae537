import type { ECharts } from 'echarts/core';

interface Place {
  readonly x: number;
  readonly y: number;
}
interface Extent {
  readonly width: number;
  readonly height: number;
}

const GAP = 16;
const MARGIN = 8;

/** Beside a point of the window: right of it and below where there is room, and never over the window's edge. */
export function besidePoint({ x, y }: Place, size: Extent, window: Extent): Place {
  return { x: beside(x, size.width, window.width), y: beside(y, size.height, window.height) };
}

function beside(at: number, size: number, room: number): number {
  const after = at + GAP;
  const place = after + size + MARGIN <= room ? after : at - GAP - size;
  return Math.max(MARGIN, Math.min(place, room - size - MARGIN));
}

/** The place of a tooltip in the chart's own pixels, for ECharts' `position`. */
export function tooltipPlace(chart: ECharts, [x, y]: readonly [number, number], [width, height]: number[]): number[] {
  lookAgain(chart);
  const { left, top } = chart.getDom().getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const size = { width: width ?? 0, height: height ?? 0 };
  const place = besidePoint({ x: left + x, y: top + y }, size, { width: clientWidth, height: clientHeight });
  return [place.x - left, place.y - top];
}

interface Remembering {
  ___zrEVENTSAVED?: { invTrans?: unknown };
}

/**
 * ECharts remembers where a chart stands on the page. A touch renews one half of that and takes the other for fresh, so
 * that on a scrolled page the tooltip was out of sight; without the other half it has to look again.
 */
function lookAgain(chart: ECharts): void {
  const { painter } = chart.getZr() as unknown as { painter: { getViewportRoot(): Remembering } };
  const saved = painter.getViewportRoot().___zrEVENTSAVED;
  if (saved) delete saved.invTrans;
}
