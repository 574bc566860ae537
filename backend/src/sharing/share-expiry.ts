import { invalid } from '../platform/errors.js';

const MINUTE_MS = 60_000;
/** Of a leap year: "a year from today" is never too long. */
const YEAR_MS = 366 * 86_400_000;

/** The end of a new link: every link ends, and none ends before somebody can open it. Throws for anything else. */
export function requireExpiry(expiresAt: string, now: number): Date {
  const end = new Date(expiresAt);
  const life = end.getTime() - now;
  if (life >= MINUTE_MS && life <= YEAR_MS) return end;
  const message = 'A link lives between a minute and a year.';
  throw invalid('share-link.lifetime', message, { fields: [{ path: 'expiresAt', message }] });
}
