const DAY_MS = 86_400_000;

/** How long something may live, as people choose it; the date counts only where `custom` is chosen. */
export interface Expiry {
  readonly choice: ExpiryChoice;
  /** `2026-01-31`: the last day, in the zone of the browser. */
  readonly date: string;
}
export const EXPIRY_DAYS = { day: 1, week: 7, month: 30, quarter: 90, year: 365 } as const;
export type ExpiryChoice = keyof typeof EXPIRY_DAYS | 'never' | 'custom';

/** The instant at which a choice ends, null for never. A chosen day counts to its end. */
export function expiresAt({ choice, date }: Expiry, now: number): string | null {
  if (choice === 'never') return null;
  if (choice === 'custom') return endOfDay(date).toISOString();
  return new Date(now + EXPIRY_DAYS[choice] * DAY_MS).toISOString();
}

/** What is wrong with a choice: no day, a day gone by, or more than a year away. */
export function expiryProblem({ choice, date }: Expiry, now: number): 'missing' | 'past' | 'far' | undefined {
  if (choice !== 'custom') return undefined;
  const end = endOfDay(date).getTime();
  if (Number.isNaN(end)) return 'missing';
  if (end <= now) return 'past';
  return end > now + EXPIRY_DAYS.year * DAY_MS ? 'far' : undefined;
}

/** A day as date inputs want it: `2026-01-31`. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

const endOfDay = (date: string): Date => new Date(`${date}T23:59:59`);
