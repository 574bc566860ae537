import type { Rect } from './grid-rect';
import { endText } from './legend-plan';
import type { SeriesFacts } from './series-facts';

/** The name and last value of a line, at its right end. */
export interface EndLabel {
  readonly name: string;
  readonly text: string;
  readonly color: string;
  readonly x: number;
  /** The middle of the text. */
  readonly y: number;
}

export const END_HEIGHT = 16;
const GAP = 8;

/**
 * Labels for the ends of lines, each as near to its line as the others let it. `pixelOf` says at which height of the chart
 * a value of a series stands.
 */
export function endLabels(
  facts: readonly SeriesFacts[],
  ends: readonly (number | null)[],
  rect: Rect,
  pixelOf: (value: number, series: number) => number,
): EndLabel[] {
  const shown = facts.flatMap((fact, at) => {
    const end = ends[at] ?? null;
    return end === null ? [] : [{ fact, y: pixelOf(end, at) }];
  });
  const places = spread(
    shown.map(({ y }) => y),
    END_HEIGHT,
    rect.y,
    rect.y + rect.height,
  );
  return shown.map(({ fact, y }, at) => ({
    name: fact.name,
    text: endText(fact, facts.length === 1),
    color: fact.color,
    x: rect.x + rect.width + GAP,
    y: places[at] ?? y,
  }));
}

/**
 * Places of equal height that do not overlap, in the order of the wanted ones and as near to them as can be: those that
 * collide stand together around the mean of what they want.
 */
export function spread(wanted: readonly number[], height: number, low: number, high: number): number[] {
  const order = wanted.map((_, at) => at).sort((one, other) => (wanted[one] ?? 0) - (wanted[other] ?? 0));
  const groups: { members: number[]; middle: number }[] = [];
  for (const member of order) {
    groups.push({ members: [member], middle: wanted[member] ?? 0 });
    for (let pair = lastPair(groups); pair && overlap(...pair, height); pair = lastPair(groups)) {
      const members = [...pair[0].members, ...pair[1].members];
      const sum = members.reduce((total, at) => total + (wanted[at] ?? 0), 0);
      groups.splice(-2, 2, { members, middle: sum / members.length });
    }
  }
  const places = wanted.map(() => 0);
  for (const { members, middle } of groups) {
    const whole = members.length * height;
    const top = Math.max(low - height / 2, Math.min(high + height / 2 - whole, middle - whole / 2));
    members.forEach((member, at) => (places[member] = top + height * (at + 0.5)));
  }
  return places;
}

interface Group {
  readonly members: number[];
  readonly middle: number;
}

function lastPair(groups: readonly Group[]): [Group, Group] | undefined {
  const [one, other] = groups.slice(-2);
  return one && other ? [one, other] : undefined;
}

function overlap(one: Group, other: Group, height: number): boolean {
  return other.middle - one.middle < ((one.members.length + other.members.length) * height) / 2;
}
