import { readingOf, type ColumnRef, type FieldDisplay, type Frame, type Reading } from '@quarterdeck/sdk';
import { fieldAt } from './columns';
import { linksOf, type ValueLink } from './links';
import type { Scene } from '../scene';

/** What a panel says of a single number on a picture: how it reads, where it leads, how its column is shown. */
export interface ShownValue {
  readonly display: FieldDisplay | undefined;
  readonly reading: Reading;
  readonly links: readonly ValueLink[];
}

/** Of a number that a picture shows by itself; `column` is the one it was made of. */
export function shownValue(
  value: number | null,
  column: ColumnRef | undefined,
  frames: readonly Frame[],
  scene: Scene,
): ShownValue {
  const field = column && fieldAt(frames, column);
  if (!field) return { display: undefined, reading: {}, links: [] };
  // One row has no doubt which one is meant; of many the number is a sum, a mean or the last.
  const frame = frames[column[0]];
  const row = frame?.length === 1 ? 0 : null;
  return {
    display: field.display,
    reading: readingOf(value, field.display),
    links: linksOf({ field, frame, row, value }, scene),
  };
}
