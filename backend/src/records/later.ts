const DAY_MS = 86_400_000;

/** When the so many next days, weeks or months begin after a local midnight, give or take a change of the clocks. */
export function laterBy(midnight: number, every: 'day' | 'week' | 'month', count: number): number {
  if (every !== 'month') return midnight + count * (every === 'week' ? 7 : 1) * DAY_MS;
  // East of Greenwich midnight lies on the evening before.
  const pastMidnight = ((midnight % DAY_MS) + DAY_MS) % DAY_MS;
  const toLocal = pastMidnight >= DAY_MS / 2 ? DAY_MS - pastMidnight : -pastMidnight;
  return new Date(midnight + toLocal).setUTCMonth(new Date(midnight + toLocal).getUTCMonth() + count) - toLocal;
}
