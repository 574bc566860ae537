const DAY_MS = 86_400_000;

/** How long a session lives without a visit; the cookie too. */
export const SESSION_MS = 30 * DAY_MS;

/** The end of a session that was just used: moved at most once a day, so that reading does not write all the time. */
export function renewedUntil(expiresAt: Date, now: number): Date {
  const full = now + SESSION_MS;
  return full - expiresAt.getTime() >= DAY_MS ? new Date(full) : expiresAt;
}
