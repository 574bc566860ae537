/** A widget's picture broke a rule. The sentence is for the widget's author and stands under "Details" of the panel. */
export class PictureError extends Error {
  override readonly name = 'PictureError';
}

export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

const MOST_NODES = 50_000;
const DEEPEST = 20;
const LONGEST_STRING = 50_000;
/** Keys through which a copy could reach what all objects share. */
const REACHING = new Set(['__proto__', 'constructor', 'prototype']);

export function fail(sentence: string): never {
  throw new PictureError(sentence);
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

/**
 * A deep copy of what JSON can say; functions, classes, NaN, cycles, too many or too deep nodes throw a
 * {@link PictureError}. Each property is read once, so a getter cannot show one value to the check and another to the chart.
 */
export function plainCopy(value: unknown): Plain {
  let nodes = 0;
  const copy = (part: unknown, place: string, depth: number): Plain => {
    if (++nodes > MOST_NODES)
      fail(`The picture has more than ${MOST_NODES} parts. Refer to columns instead of carrying points.`);
    if (depth > DEEPEST) fail(`The picture is nested more than ${DEEPEST} deep at ${place}.`);
    if (typeof part !== 'object' || part === null) return scalar(part, place);
    if (Array.isArray(part)) return part.map((one, at) => copy(one, `${place}[${at}]`, depth + 1));
    return Object.fromEntries(
      entriesOf(part, place).map(([key, one]) => [key, copy(one, place ? `${place}.${key}` : key, depth + 1)]),
    );
  };
  return copy(value, '', 0);
}

/** `undefined` is what JSON leaves out. */
function entriesOf(part: object, place: string): [string, unknown][] {
  const prototype: unknown = Object.getPrototypeOf(part);
  if (prototype !== Object.prototype && prototype !== null) fail(`There is no plain object at ${place || 'the top'}.`);
  const entries = Object.entries(part).filter(([, one]) => one !== undefined);
  const reaching = entries.find(([key]) => REACHING.has(key));
  if (reaching) fail(`"${reaching[0]}" is no key of a picture.`);
  return entries;
}

function scalar(part: unknown, place: string): string | number | boolean | null {
  if (part === null || typeof part === 'boolean') return part;
  if (typeof part === 'number' && Number.isFinite(part)) return part;
  if (typeof part === 'string' && part.length <= LONGEST_STRING) return part;
  return fail(`At ${place || 'the top'} stands a ${typeof part} that JSON cannot say, or too long a text.`);
}
