import type { PartialProblem } from '../api/problem.js';
import type { Transform, TransformKind, TransformOf } from '../api/transforms.js';
import type { Frame } from '../frame.js';
import { calculate } from './calculate.js';
import { keep, rename } from './columns.js';
import { concatenate, join, merge } from './combining.js';
import { group, pivot, reduce, split } from './grouping.js';
import { filter, limit, sort } from './rows.js';
import { TransformProblem } from './transform-problem.js';

type Step<K extends TransformKind> = (frames: readonly Frame[], step: TransformOf<K>) => Frame[];
const STEPS: { readonly [K in TransformKind]: Step<K> } = {
  filter,
  keep,
  rename,
  calculate,
  group,
  reduce,
  join,
  merge,
  concatenate,
  split,
  pivot,
  sort,
  limit,
};

interface Answer {
  readonly frames: readonly Frame[];
  readonly problem: PartialProblem | null;
}
interface Transformed extends Answer {
  readonly frames: Frame[];
  /** Of the first step that could not be done; `field` is its place, from 0. There are no frames then. */
  readonly problem: PartialProblem | null;
}

/** Called for all that a panel's queries answered. What failed before is told first: a step may only miss what failed. */
export function transformedAnswer(answer: Answer, steps: readonly Transform[] = []): Transformed {
  if (steps.length === 0) return { ...answer, frames: [...answer.frames] };
  const { frames, problem } = transformed(answer.frames, steps);
  return { frames, problem: answer.problem ?? problem };
}

/**
 * Makes other frames of the frames of a panel's queries. The server calls it for saved panels, snapshots and share links,
 * the editor for what is not saved yet: the same code, so the same numbers. Frames are never changed, new ones are made.
 */
export function transformed(frames: readonly Frame[], steps: readonly Transform[]): Transformed {
  let now = [...frames];
  for (const [place, step] of steps.entries()) {
    try {
      now = (STEPS[step.kind] as Step<TransformKind>)(now, step);
    } catch (error) {
      if (!(error instanceof TransformProblem)) throw error;
      return { frames: [], problem: problemOf(error, place) };
    }
  }
  return { frames: now, problem: null };
}

const problemOf = ({ message }: TransformProblem, place: number): PartialProblem => ({
  code: 'transform.refused',
  detail: `Step ${String(place + 1)}: ${message}`,
  fault: 'settings',
  field: `transforms.${String(place)}`,
});
