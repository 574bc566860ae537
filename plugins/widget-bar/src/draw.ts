import type { Frame, Picture, WidgetInput } from '@quarterdeck/sdk';
import { byCategory } from './by-category.js';
import { wordsOf } from './categories.js';
import type { Options } from './options.js';
import { overTime } from './over-time.js';

/** Loaded by browsers alone, so it must not reach the schema library; `index.ts` adds the options. */
export function draw(input: WidgetInput<Options>): Picture {
  const { frames, options } = input;
  const picture = isOverTime(frames, options) ? overTime(input) : byCategory(input);
  return picture ?? { kind: 'text', markdown: NOTHING };
}

const NOTHING =
  '**There is no number to draw.** Bars need at least one column of numbers: choose a metric, or a query that answers with one.';

function isOverTime(frames: readonly Frame[], { over }: Options): boolean {
  const hasTime = frames.some(({ fields }) => fields.some(({ type }) => type === 'time'));
  if (over !== 'auto') return over === 'time' && hasTime;
  return hasTime && !frames.some((frame) => wordsOf(frame));
}
