import type { Frame } from '@quarterdeck/sdk';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import { conflict, invalid } from '../platform/errors.js';

const MEGABYTE = 1024 * 1024;
/** Of one answer: what a browser can still draw, and a server hold for many. */
const MOST_ANSWER_BYTES = 64 * MEGABYTE;

/** Refuses what is too large to be carried and shown. */
export function requireModest(frames: readonly Frame[]): void {
  const bytes = frames.reduce((sum, { fields }) => fields.reduce((all, { values }) => all + values.byteLength, sum), 0);
  if (bytes <= MOST_ANSWER_BYTES) return;
  const size = `${String(Math.round(bytes / MEGABYTE))} MB, and at most ${String(MOST_ANSWER_BYTES / MEGABYTE)} MB are shown`;
  throw invalid('query.too-large', `This answer has ${size}: choose a shorter range, fewer columns or fewer series.`);
}

/** Where there was no room for a single question, the request as a whole is told when to come again: 429. */
export function unlessAllBusy(answers: FramesAnswer[]): FramesAnswer[] {
  const [first] = answers;
  const isBusy = first !== undefined && answers.every(({ problem }) => problem?.code === 'query.busy');
  if (!isBusy) return answers;
  const { detail, retryAfterMs = 5000 } = first.problem ?? { detail: '' };
  throw conflict('query.busy', detail, { retryAfterMs });
}
