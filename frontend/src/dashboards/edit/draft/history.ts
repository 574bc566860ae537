/** What was, is, and was taken back. Nothing in it is ever changed: each deed makes a new history. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
}

const MOST_STEPS = 200;

export const begun = <T>(present: T): History<T> => ({ past: [], present, future: [] });

/** A new deed; what was taken back before it is gone. */
export function done<T>({ past, present }: History<T>, next: T): History<T> {
  return { past: [...past.slice(1 - MOST_STEPS), present], present: next, future: [] };
}

/** The same history where there is nothing to take back. */
export function undone<T>(history: History<T>): History<T> {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  return { past: history.past.slice(0, -1), present: last, future: [history.present, ...history.future] };
}

export function redone<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future };
}
