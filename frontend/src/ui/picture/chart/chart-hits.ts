import type { ECharts } from 'echarts/core';
import { columnsOf, rowBehind, type ChartPlace } from './chart-places';
import type { ChartDrawing } from './chart-option';
import type { ChartPicture, Frame } from '@quarterdeck/sdk';

/** Pixels around a line within which a press means the line and not the place beside it. */
const NEAR = 24;

export interface Pixel {
  readonly x: number;
  readonly y: number;
}
/** A value among the drawn data. */
export interface ShownItem {
  readonly seriesIndex: number;
  readonly dataIndex: number;
  readonly data: unknown;
}

/** What ECharts was given, in the order of the series. */
export const seriesOf = (
  drawing: ChartDrawing | null,
): readonly { readonly data?: unknown; readonly type?: string }[] =>
  (drawing?.option.series ?? []) as readonly { readonly data?: unknown; readonly type?: string }[];

/** Where a value stands on the chart; where it has no axes, in the middle. */
export function pixelOf(chart: ECharts, { seriesIndex, dataIndex, data }: ShownItem): Pixel {
  const item: unknown =
    data instanceof Float64Array
      ? [data[2 * dataIndex], data[2 * dataIndex + 1]]
      : (data as readonly unknown[] | undefined)?.[dataIndex];
  const point = Array.isArray(item) ? (chart.convertToPixel({ seriesIndex }, item as number[]) as unknown) : null;
  const [x, y] = Array.isArray(point) ? (point as number[]) : [];
  return { x: x ?? chart.getWidth() / 2, y: y ?? chart.getHeight() / 2 };
}

interface Prober {
  readonly handler: { dispatch(name: string, event: object): void };
}

/**
 * Tells the chart of a press that it cannot see itself, since dragging over its plot holds the pointer. Its own way of
 * finding what lies there is the only one that knows every shape.
 */
export function pressOn(chart: ECharts, x: number, y: number, event: object): void {
  const { handler } = chart.getZr() as unknown as Prober;
  for (const name of ['mousedown', 'mouseup', 'click']) handler.dispatch(name, { zrX: x, zrY: y, held: event });
}

/** The value on a line nearest to a place of the plot; `anywhere` along the height where nothing else is meant by a press. */
export function nearestPlace(
  at: Pixel,
  chart: ECharts,
  drawing: ChartDrawing,
  { picture, frames }: { readonly picture: ChartPicture; readonly frames: readonly Frame[] },
  anywhere: boolean,
): ChartPlace | null {
  const places = seriesOf(drawing).flatMap(({ data, type }, seriesIndex) => {
    const columns = columnsOf(picture, frames, seriesIndex);
    if (!columns?.times || !(data instanceof Float64Array) || type === 'bar') return [];
    const dataIndex = itemNear(data, chart.convertFromPixel({ seriesIndex }, [at.x, at.y])[0] ?? NaN);
    const { x, y } = pixelOf(chart, { seriesIndex, dataIndex, data });
    const isBeside = Math.abs(x - at.x) <= 2 * NEAR;
    const away = isBeside ? Math.hypot(x - at.x, y - at.y) : Infinity;
    return [{ series: seriesIndex, row: rowBehind(data, dataIndex, columns), away }];
  });
  const [nearest] = places.toSorted((one, other) => one.away - other.away);
  if (!nearest || !(nearest.away < (anywhere ? Infinity : NEAR))) return null;
  return { series: nearest.series, row: nearest.row };
}

/** The point of interleaved `[time, value, …]` nearest in time that has a value. */
function itemNear(data: Float64Array, at: number): number {
  let [nearest, distance] = [0, Infinity];
  for (let item = 0; 2 * item < data.length; item++) {
    const away = Math.abs((data[2 * item] ?? NaN) - at);
    if (away < distance && !Number.isNaN(data[2 * item + 1])) [nearest, distance] = [item, away];
  }
  return nearest;
}
