import { resolveRange, TimeEdge, type TimeRangeChoice, type TimeWindow } from '@quarterdeck/sdk/api/time-range';

/** Lengths offered by name, ending now. */
export const QUICK_RANGES = ['15m', '1h', '6h', '24h', '7d', '30d', '90d', '180d', '365d'] as const;
export type QuickRange = (typeof QUICK_RANGES)[number];

export const quickChoice = (length: QuickRange): TimeRangeChoice => ({ from: `now-${length}`, to: 'now' });

/** The quick range that a choice is, if it is one. */
export function quickRangeOf({ from, to }: TimeRangeChoice): QuickRange | undefined {
  return QUICK_RANGES.find((length) => to === 'now' && from === `now-${length}`);
}

export const absolute = ({ from, to }: TimeWindow): TimeRangeChoice => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

/** The range moved by its own length; from then on it no longer moves with the clock. */
export function shifted(choice: TimeRangeChoice, direction: -1 | 1, now: number): TimeRangeChoice {
  const { from, to } = resolveRange(choice, now);
  const by = (to - from) * direction;
  return absolute({ from: from + by, to: to + by });
}

/** True where a further step would show nothing but the future. */
export const endsNow = (choice: TimeRangeChoice, now: number) => resolveRange(choice, now).to >= now;

export const sameChoice = (one: TimeRangeChoice, other: TimeRangeChoice) =>
  one.from === other.from && one.to === other.to;

/** `?from=now-6h&to=now`, or epoch milliseconds. Undefined where the address names no range that could be shown. */
export function choiceInAddress(from: string | null, to: string | null): TimeRangeChoice | undefined {
  const [begin, end] = [edgeInAddress(from), edgeInAddress(to)];
  if (begin === undefined || end === undefined) return undefined;
  const choice = { from: begin, to: end };
  // Any moment will do: of two relative edges the order never changes.
  const { from: first, to: last } = resolveRange(choice, Date.UTC(2200, 0));
  return first < last ? choice : undefined;
}

function edgeInAddress(text: string | null): string | undefined {
  if (text === null) return undefined;
  const instant = /^-?\d{1,15}$/.test(text) ? new Date(Number(text)) : undefined;
  const edge = instant ? (Number.isNaN(instant.getTime()) ? '' : instant.toISOString()) : text;
  return TimeEdge.safeParse(edge).success ? edge : undefined;
}

/** An edge as it stands in the address: relative as it is, instants as epoch milliseconds. */
export function edgeForAddress(edge: string): string {
  return edge.startsWith('now') ? edge : String(Date.parse(edge));
}
