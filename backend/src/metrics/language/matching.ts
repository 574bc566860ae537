import { conflict } from '../../platform/errors.js';
import { labelText, missing, type Line, type LineLabels } from './line.js';

/** What a part of a formula stands for: lines, or one number for all times. */
export interface Operand {
  /** As the formula calls it. */
  readonly text: string;
  readonly lines: readonly Line[];
  /** Labels that a query itself holds to one value: they tell its lines from none of their own. */
  readonly pinned: ReadonlySet<string>;
}

/** How two numbers become one, and whether one that is missing was lost by that. */
export interface Arithmetic {
  readonly apply: (left: number, right: number) => number;
  readonly loses?: (left: number, right: number) => boolean;
}

/** What lines of two parts have no partner, for a notice. */
export type Unmatched = Map<string, number>;

/**
 * Puts two parts together, line by line where their common labels agree and time by time. One line may serve many of the other
 * part; many on both sides with the same labels would be any with any, and are refused.
 */
export function joined(left: Operand, right: Operand, how: Arithmetic, unmatched: Unmatched): Line[] {
  const names = commonLabels(left, right);
  const [mine, theirs] = [byLabels(left.lines, names), byLabels(right.lines, names)];
  noteUnmatched(left, right, [mine, theirs], unmatched);
  return [...mine].flatMap(([key, ones]) => {
    const others = theirs.get(key) ?? [];
    if (ones.length > 1 && others.length > 1) throw manyToMany(left, right, names);
    return ones.flatMap((one) => others.map((other) => together(one, other, how)));
  });
}

/** The same with one number in the place of the left or the right part. */
export const withNumber = (lines: readonly Line[], apply: (value: number) => number, loses = false): Line[] =>
  lines.map(({ labels, values, lost }) => {
    const places = new Set(lost);
    if (loses) values.forEach((value, at) => !Number.isNaN(value) && Number.isNaN(apply(value)) && places.add(at));
    return { labels, values: values.map(apply), ...(places.size > 0 ? { lost: places } : {}) };
  });

function commonLabels(left: Operand, right: Operand): string[] {
  const theirs = labelNames(right.lines);
  return [...labelNames(left.lines)]
    .filter((name) => theirs.has(name) && !left.pinned.has(name) && !right.pinned.has(name))
    .sort();
}

const labelNames = (lines: readonly Line[]) => new Set(lines.flatMap(({ labels }) => Object.keys(labels)));

function byLabels(lines: readonly Line[], names: readonly string[]): Map<string, Line[]> {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const key = labelText(Object.fromEntries(names.map((name) => [name, line.labels[name] ?? ''])));
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return groups;
}

function together(one: Line, other: Line, { apply, loses }: Arithmetic): Line {
  const values = missing(one.values.length);
  const lost = new Set([...(one.lost ?? []), ...(other.lost ?? [])]);
  for (let at = 0; at < values.length; at++) {
    const [left, right] = [one.values[at] as number, other.values[at] as number];
    values[at] = apply(left, right);
    if (loses?.(left, right)) lost.add(at);
  }
  return { labels: agreed(one.labels, other.labels), values, ...(lost.size > 0 ? { lost } : {}) };
}

/** Labels of either line; where they say different things, nothing is said. */
const agreed = (one: LineLabels, other: LineLabels): LineLabels =>
  Object.fromEntries(
    Object.entries({ ...one, ...other }).filter(
      ([name, value]) => (one[name] ?? value) === value && (other[name] ?? value) === value,
    ),
  );

function noteUnmatched(
  left: Operand,
  right: Operand,
  [mine, theirs]: readonly [Map<string, Line[]>, Map<string, Line[]>],
  unmatched: Unmatched,
): void {
  const count = (of: Map<string, Line[]>, among: Map<string, Line[]>) =>
    [...of].reduce((sum, [key, lines]) => sum + (among.has(key) ? 0 : lines.length), 0);
  for (const [who, whom, lonely] of [
    [left, right, count(mine, theirs)],
    [right, left, count(theirs, mine)],
  ] as const) {
    if (lonely > 0) unmatched.set(`of “${who.text}” without a partner in “${whom.text}”`, lonely);
  }
}

function manyToMany(left: Operand, right: Operand, names: readonly string[]): Error {
  const common = names.length > 0 ? `by ${names.join(', ')}` : 'into one line';
  const sentence =
    `“${left.text}” and “${right.text}” have several series each with the same common labels, so nobody knows which belong ` +
    `together. Group both ${common}.`;
  return conflict('formula.many-to-many', sentence, { place: { field: 'formula' } });
}
