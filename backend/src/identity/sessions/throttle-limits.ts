import { conflict, unauthenticated, type AppError } from '../../platform/errors.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How often something may be done within a while: for one subject, and from one address. */
export interface Limits {
  readonly windowMs: number;
  readonly perSubject: number;
  readonly perAddress: number;
  /** What is thrown, with how long to wait. */
  refusal(retryAfterMs: number): AppError;
}

const refusedGuess = (retryAfterMs: number) =>
  unauthenticated('sign-in.throttled', `Too many attempts. Try again in ${inWords(retryAfterMs)}.`, { retryAfterMs });

/** Passwords and codes, by network address. */
export const GUESSES: Limits = { windowMs: 15 * MINUTE_MS, perSubject: 5, perAddress: 20, refusal: refusedGuess };

/**
 * Letters with a link for a new password, by receiver and network address. As long as such a link lives: whoever uses up
 * somebody else's letters leaves her one that works.
 */
export const RESET_LETTERS: Limits = { windowMs: HOUR_MS, perSubject: 5, perAddress: 20, refusal: refusedGuess };

/** Letters to people who are not here yet, by receiver and workspace. */
export const INVITATION_LETTERS: Limits = {
  ...{ windowMs: 24 * HOUR_MS, perSubject: 5, perAddress: 50 },
  refusal: (retryAfterMs) => {
    const wait = inWords(retryAfterMs);
    const message = `Enough invitations were mailed today. Make this one without an address and send its link yourself, or try again in ${wait}.`;
    return conflict('invitation.too-many-mails', message, { fields: [{ path: 'email', message }], retryAfterMs });
  },
};

/** What is older counts for nothing. */
export const LONGEST_WINDOW_MS = INVITATION_LETTERS.windowMs;

function inWords(ms: number): string {
  const minutes = Math.ceil(ms / MINUTE_MS);
  if (minutes > 90) return `${String(Math.ceil(minutes / 60))} hours`;
  return minutes === 1 ? 'a minute' : `${String(minutes)} minutes`;
}
