import type { TimeRange } from '@quarterdeck/sdk';

const MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
/** Steps that people read well. */
const NICE = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((count) => count * 1000),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * 60_000),
  ...[1, 2, 3, 6, 12].map((count) => count * 3_600_000),
  ...[1, 2, 7, 14, 30, 90, 365].map((count) => count * 86_400_000),
];

/** `5m` in milliseconds; undefined for what is no step, or one whose length the calendar decides. */
export function millisecondsOf(text: string): number | undefined {
  const [, count = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)$/.exec(text.trim()) ?? [];
  const ms = Number(count) * (MS[unit] ?? NaN);
  return ms >= 1 ? ms : undefined;
}

/** The smallest step that people read well and that gives no more points than were asked for. */
export function niceInterval({ from, to, maxPoints }: TimeRange): number {
  const least = (to - from) / Math.max(1, maxPoints);
  return NICE.find((ms) => ms >= least) ?? Math.ceil(least);
}

/** As PostgreSQL reads it. */
export const textOf = (ms: number): string => `${ms / 1000} seconds`;
