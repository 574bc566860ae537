import type { Frame } from '../frame.js';

const MOST_NAMED = 12;

/** A step that cannot be done with these frames, and what to do about it: a sentence for whoever edits the panel. */
export class TransformProblem extends Error {
  override readonly name = 'TransformProblem';
}

export function noColumn(name: string, frames: readonly Frame[]): TransformProblem {
  const names = [...new Set(frames.flatMap(({ fields }) => fields.map((field) => field.name)))];
  const shown = names.slice(0, MOST_NAMED).map((one) => `“${one}”`);
  const rest = names.length > MOST_NAMED ? ` and ${String(names.length - MOST_NAMED)} more` : '';
  return new TransformProblem(`There is no column “${name}”. There are ${shown.join(', ')}${rest}.`);
}

/** In one panel, over all frames of a step: about 8 MB of numbers. */
const MOST_CELLS = 1_000_000;

/** Called before so many values are made, not after: a join can multiply its rows. */
export function requireRoom(rows: number, columns: number): void {
  if (rows * columns <= MOST_CELLS) return;
  throw new TransformProblem(
    'This makes more than a million values. Filter or group before, or ask for a shorter range.',
  );
}
