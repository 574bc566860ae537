import { PluginError } from '@quarterdeck/sdk';
import type { SyncProblem } from '@quarterdeck/sdk/api/syncs';
import { AppError } from '../platform/errors.js';

/** Tries in a row without a single batch, after which the run is given up; the plan begins another one in its time. */
const MOST_ATTEMPTS = { 'rate-limit': 20, transient: 8, bug: 3, ours: 8 } as const;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** A service that wants us to wait for longer has closed for the day: the plan asks again. */
const LONGEST_ASKED_MS = 6 * 3_600_000;
const OUR_FAULT = 'Something went wrong on our side. It is tried again by itself; the log of the server says more.';

/** What is done about a failure: `waitMs` until the next try, null where another one would only fail the same way. */
export interface Verdict {
  readonly problem: SyncProblem;
  readonly waitMs: number | null;
}

/** `attempts` counts the failures in a row, this one too; `chance` is from 0 to 1 and spreads the waits of many. */
export function verdictOn(error: unknown, attempts: number, chance: number): Verdict {
  const problem = problemOf(error);
  if (!isPassing(problem.kind) || attempts >= MOST_ATTEMPTS[problem.kind]) return { problem, waitMs: null };
  const asked = error instanceof PluginError ? error.retryAfterMs : undefined;
  if (asked !== undefined) return { problem, waitMs: asked > LONGEST_ASKED_MS ? null : asked };
  const longest = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
  return { problem, waitMs: Math.round(longest * (0.5 + chance / 2)) };
}

const isPassing = (kind: SyncProblem['kind']): kind is keyof typeof MOST_ATTEMPTS => Object.hasOwn(MOST_ATTEMPTS, kind);

function problemOf(error: unknown): SyncProblem {
  if (error instanceof PluginError) return { kind: error.kind, message: error.message };
  if (error instanceof AppError) return { kind: 'config', message: error.message };
  return { kind: 'ours', message: OUR_FAULT };
}
