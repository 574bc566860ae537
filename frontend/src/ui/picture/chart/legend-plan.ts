import type { ChartPicture } from '@quarterdeck/sdk';
import type { Size } from '../scene';
import type { SeriesFacts } from './series-facts';
import { textWidth } from '../values/text-width';

/** How series are named: at the ends of their lines, in a table under the chart, or not. */
export interface LegendPlan {
  readonly kind: 'ends' | 'table' | 'shares' | 'none';
  /** Room at the right for the names at the ends. */
  readonly width: number;
}

export const END_FONT = 12;
const MOST_AT_ENDS = 4;
const LINE_HEIGHT = 16;
const NO_LEGEND: LegendPlan = { kind: 'none', width: 0 };

/**
 * Names at line ends read fastest, so they win where at most four fit: they need lines that end at the right edge, a
 * quarter of the width at most, and a text line each.
 */
export function legendPlan(
  picture: ChartPicture,
  facts: readonly SeriesFacts[],
  kinds: readonly string[],
  size: Size,
): LegendPlan {
  const wish = picture.legend ?? 'auto';
  if (wish === 'none' || facts.length === 0) return NO_LEGEND;
  if (kinds.every((kind) => kind === 'pie')) return kinds.length === 1 ? { kind: 'shares', width: 0 } : NO_LEGEND;
  if (wish === 'table') return { kind: 'table', width: 0 };
  const room = hasLinesOnly(kinds, picture) ? roomAtEnds(facts, size) : 0;
  if (room > 0) return { kind: 'ends', width: room };
  return { kind: facts.length === 1 ? 'none' : 'table', width: 0 };
}

/** How wide the names at the ends are; 0 where they do not fit. */
function roomAtEnds(facts: readonly SeriesFacts[], { width, height }: Size): number {
  const room = Math.max(...facts.map((fact) => textWidth(endText(fact, facts.length === 1), END_FONT))) + 12;
  const fits = facts.length <= MOST_AT_ENDS && room <= width / 4 && facts.length * LINE_HEIGHT <= height - 60;
  return fits ? room : 0;
}

/** A line alone needs no name: the panel's title is it. Its last value is what one looks for; its unit stands at the axis. */
export function endText({ name, last, glance }: SeriesFacts, alone: boolean): string {
  return alone || !name ? glance(last) : `${name} ${glance(last)}`;
}

const hasLinesOnly = (kinds: readonly string[], picture: ChartPicture) =>
  kinds.every((kind) => kind === 'line') && hasOneAxis(picture);

/** A second value axis stands where the names would. */
function hasOneAxis({ option }: ChartPicture): boolean {
  return !Array.isArray(option.yAxis) || option.yAxis.length < 2;
}
