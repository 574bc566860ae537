import type { FieldDisplay, Frame, JsonObject } from '@quarterdeck/sdk';
import { valueField, type SeriesOption } from './series-facts';

/** What the panel wants of the columns on a value axis: of several the first one that says something. */
export function axisDisplay(
  series: readonly SeriesOption[],
  frames: readonly Frame[],
  axis: number,
): FieldDisplay | undefined {
  const displays = series
    .filter(({ yAxisIndex = 0 }) => yAxisIndex === axis)
    .flatMap((one) => valueField(one, frames)?.display ?? []);
  if (displays.length === 0) return undefined;
  return Object.assign({}, ...displays.toReversed()) as FieldDisplay;
}

/** The ends of a scale. Those a widget set itself, such as 0 and 100 of shares, stay. */
export function withLimits(axis: JsonObject, display: FieldDisplay | undefined): JsonObject {
  const { min, max } = display ?? {};
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), ...axis };
}
