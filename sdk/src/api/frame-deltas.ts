import { frameOf, type Field, type Frame } from '../frame.js';

/**
 * What became of a frame: rows of its own at the beginning, then rows that the frame before has already, then rows of its own
 * again. So a range that moved on is told in a few rows: those that fell out, the first bucket, the newest ones.
 */
export interface FrameDelta {
  /** As the whole frame in all but its rows: of these only those that the one before lacks. */
  readonly frame: Frame;
  /** How many of the rows stand at the beginning. */
  readonly head: number;
  /** Which rows of the frame before stand after them: from the first one on, up to the second one. */
  readonly keep: readonly [from: number, to: number];
}

/** Called by the server for who has the frame `before`. Without one, and where little is the same, it is the whole frame. */
export function deltaOf(before: Frame | undefined, now: Frame): FrameDelta {
  const run = before && isAlike(before, now) ? longestRun(before, now) : NOTHING;
  const [head, tail] = [run.now, run.now + run.length];
  const fields = now.fields.map((field) => without(field, head, tail));
  const { fields: _, length: __, name, ...facts } = now;
  return { frame: frameOf(name, fields, facts), head, keep: [run.before, run.before + run.length] };
}

/** Called by the page: the whole frame again. Throws where `before` is not the frame that the delta was made for. */
export function patched(before: Frame | undefined, { frame, head, keep: [from, to] }: FrameDelta): Frame {
  if (from === to) return frame;
  if (!before || !isAlike(before, frame) || to > before.length)
    throw new RangeError('These rows belong to another frame.');
  const fields = frame.fields.map((field, at) => {
    const kept = (before.fields[at] as Field).values.subarray(from, to);
    return { ...field, values: joined([field.values.subarray(0, head), kept, field.values.subarray(head)]) } as Field;
  });
  const { fields: _, length: __, name, ...facts } = frame;
  return frameOf(name, fields, facts);
}

interface Run {
  readonly before: number;
  readonly now: number;
  readonly length: number;
}
const NOTHING: Run = { before: 0, now: 0, length: 0 };

/** The same columns. Texts are told whole: their numbers are places in a dictionary. */
const isAlike = (one: Frame, other: Frame) =>
  one.fields.length === other.fields.length &&
  one.fields.every(({ name, type }, at) => {
    const field = other.fields[at];
    return field?.name === name && field.type === type && type !== 'string';
  });

/** Rows are looked for by their times, which rise; without times each at its place. */
function longestRun(before: Frame, now: Frame): Run {
  const placeOf = places(before, now);
  let [best, run] = [NOTHING, NOTHING];
  for (let row = 0; row < now.length; row++) {
    const at = placeOf(row);
    const isSame = at < before.length && isSameRow(before, at, now, row);
    const isNext = run.length > 0 && at === run.before + run.length;
    if (!isSame) run = NOTHING;
    else run = isNext ? { ...run, length: run.length + 1 } : { before: at, now: row, length: 1 };
    if (run.length > best.length) best = run;
  }
  return best;
}

/** Where in the frame before a row is to be looked for; asked in their order. Of rows of one time each is looked for once. */
function places(before: Frame, now: Frame): (row: number) => number {
  const [old, fresh] = [timesOf(before), timesOf(now)];
  if (!old || !fresh) return (row) => row;
  let next = 0;
  return (row) => {
    const time = fresh[row] as number;
    while (next < old.length && (old[next] as number) < time) next++;
    return old[next] === time ? next++ : next;
  };
}

const timesOf = ({ fields }: Frame) => fields.find(({ type }) => type === 'time')?.values;

const isSameRow = (one: Frame, at: number, other: Frame, row: number) =>
  one.fields.every(({ values }, nth) => Object.is(values[at], other.fields[nth]?.values[row]));

function without(field: Field, from: number, to: number): Field {
  return { ...field, values: joined([field.values.subarray(0, from), field.values.subarray(to)]) } as Field;
}

type Values = Field['values'];

function joined(parts: readonly Values[]): Values {
  const [first] = parts as [Values];
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new (first.constructor as new (length: number) => Values)(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
