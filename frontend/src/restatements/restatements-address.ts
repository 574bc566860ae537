import type { RestatementsFilter } from './restatements.store';

export const PERIODS = ['day', 'week', 'month', 'all'] as const;
export type Period = (typeof PERIODS)[number];

/** What the page of restatements shows: it stands in the address, so that a chart can lead there. */
export interface RestatementsChoice {
  readonly metric: string;
  readonly period: Period;
  /** The times of the points, where it came from a chart; '' for all. */
  readonly pointsFrom: string;
  readonly pointsTo: string;
}

const DAY_MS = 86_400_000;
const LENGTHS: Readonly<Record<Period, number>> = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS, all: 0 };

const isInstant = (text: string | null): text is string => text !== null && /^\d{1,15}$/.test(text);
const instantOf = (text: string | null) => (isInstant(text) ? new Date(Number(text)).toISOString() : '');

export function choiceIn(params: { get(name: string): string | null }): RestatementsChoice {
  const period = PERIODS.find((one) => one === params.get('period')) ?? 'all';
  return {
    metric: params.get('metric') ?? '',
    period,
    pointsFrom: instantOf(params.get('from')),
    pointsTo: instantOf(params.get('to')),
  };
}

export function filterOf(
  { metric, period, pointsFrom, pointsTo }: RestatementsChoice,
  now: number,
): RestatementsFilter {
  return {
    ...(metric ? { metric } : {}),
    ...(LENGTHS[period] > 0 ? { from: new Date(now - LENGTHS[period]).toISOString() } : {}),
    ...(pointsFrom && pointsTo ? { pointsFrom, pointsTo } : {}),
  };
}

/** The address of the restatements of a metric's points within a range. */
export const linkToRestatements = (metric: string, range: { readonly from: number; readonly to: number }) => ({
  path: '/settings/restatements',
  query: { metric, from: String(range.from), to: String(range.to) },
});
