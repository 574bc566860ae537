import type { Frame } from '@quarterdeck/sdk';
import type { Comparison } from '@quarterdeck/sdk/api/comparison';
import type { PartialProblem } from '@quarterdeck/sdk/api/problem';
import type { TimeWindow } from '@quarterdeck/sdk/api/time-range';

/** The numbers of an earlier time, with their true dates. */
export interface EarlierData {
  readonly comparison: Comparison;
  readonly window: TimeWindow;
  readonly frames: readonly Frame[];
  /** They could not be read; the present ones stand all the same. */
  readonly failed: boolean;
}

/** What is known of one panel's numbers. */
export interface PanelData {
  /** The last answer; null before the first. */
  readonly frames: readonly Frame[] | null;
  /** The range of that answer. */
  readonly window: TimeWindow | null;
  /** When that answer arrived. */
  readonly receivedAt: number | null;
  /** Why there are no numbers, as the server said it. */
  readonly problem: PartialProblem | null;
  /** Why the last question got no answer at all. */
  readonly unreached: unknown;
  readonly loading: boolean;
  /** Of the same answer; null where the view is compared with nothing. */
  readonly earlier: EarlierData | null;
}

export const NOTHING_YET: PanelData = {
  frames: null,
  window: null,
  receivedAt: null,
  problem: null,
  unreached: undefined,
  loading: true,
  earlier: null,
};

export type PanelState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: PartialProblem }
  /** The question got no answer, and there is no older one to show. */
  | { readonly kind: 'unreached'; readonly error: unknown }
  | {
      readonly kind: 'shown';
      readonly frames: readonly Frame[];
      readonly window: TimeWindow;
      readonly updating: boolean;
    };

/** Which of its faces a panel shows. Empty and stale are told of the shown frames, see {@link isEmpty} and {@link staleSince}. */
export function panelState({ frames, window, problem, unreached, loading }: PanelData): PanelState {
  if (problem) return { kind: 'failed', problem };
  if (frames && window) return { kind: 'shown', frames, window, updating: loading };
  return unreached !== undefined && !loading ? { kind: 'unreached', error: unreached } : { kind: 'loading' };
}

/** True where there is not one row to draw. */
export const isEmpty = (frames: readonly Frame[]) => frames.every(({ length }) => length === 0);

const LEAST_MS = 120_000;

/**
 * Since when the numbers are older than one would expect, or null. A range that has ended cannot grow old; a running one
 * should be at most three buckets or three refreshes behind the clock, and two minutes at least. While the server cannot be
 * reached (`isCutOff`) nobody knows what is missing.
 */
export function staleSince(
  data: PanelData,
  isRunning: boolean,
  refreshMs: number,
  now: number,
  isCutOff = false,
): number | null {
  const { frames, receivedAt, unreached } = data;
  if (!frames || receivedAt === null) return null;
  if (unreached !== undefined) return receivedAt;
  if (!isRunning || frames.length === 0) return null;
  if (isCutOff) return receivedAt;
  const oldest = Math.min(...frames.map(({ asOf = receivedAt }) => asOf));
  const resolution = Math.max(...frames.map(({ resolutionMs = 0 }) => resolutionMs));
  return now - oldest > Math.max(LEAST_MS, 3 * resolution, 3 * refreshMs) ? oldest : null;
}
