import type { Condition, TransformOf } from '../api/transforms.js';
import { cellAt, type Field, type Frame } from '../frame.js';
import { withRows, type Cell } from './cells.js';
import { findField, framesWith } from './columns.js';
import { noColumn } from './transform-problem.js';

/** The rows that meet the conditions. A missing value meets none but `missing`, as in every database. */
export function filter(frames: readonly Frame[], { match, conditions }: TransformOf<'filter'>): Frame[] {
  const fitting = framesWith(
    frames,
    conditions.map(({ column }) => column),
  );
  return fitting.map((one) => {
    const tests = conditions.map((condition) => testOf(requireField(one, condition.column), condition));
    const holds = (row: number) =>
      match === 'all' ? tests.every((test) => test(row)) : tests.some((test) => test(row));
    return withRows(one, rowsOf(one).filter(holds));
  });
}

export function sort(frames: readonly Frame[], { by }: TransformOf<'sort'>): Frame[] {
  const fitting = new Set(
    framesWith(
      frames,
      by.map(({ column }) => column),
    ),
  );
  return frames.map((one) => {
    if (!fitting.has(one)) return one;
    const orders = by.map(({ column, descending }) => orderOf(requireField(one, column), descending));
    return withRows(
      one,
      rowsOf(one).sort((a, b) => {
        for (const order of orders) {
          const difference = order(a, b);
          if (difference !== 0) return difference;
        }
        return a - b;
      }),
    );
  });
}

/** The first rows of each frame. */
export const limit = (frames: readonly Frame[], { rows }: TransformOf<'limit'>): Frame[] =>
  frames.map((one) => (one.length <= rows ? one : withRows(one, rowsOf(one).slice(0, rows))));

const rowsOf = ({ length }: Frame): number[] => Array.from({ length }, (_, row) => row);

function requireField(frame: Frame, name: string): Field {
  const field = findField(frame, name);
  if (!field) throw noColumn(name, [frame]);
  return field;
}

function testOf(field: Field, { is, value }: Condition): (row: number) => boolean {
  if (is === 'missing') return (row) => cellAt(field, row) === null;
  if (is === 'present') return (row) => cellAt(field, row) !== null;
  const wanted = comparable(field, value ?? null);
  return (row) => {
    const cell = cellAt(field, row);
    return cell !== null && COMPARISONS[is](cell, wanted);
  };
}

/** What a person writes is text: `12` beside a column of numbers is the number, a day beside one of times its instant. */
function comparable({ type }: Field, value: Cell): Cell {
  if (type === 'time' && typeof value === 'string') return Date.parse(value);
  if (type === 'boolean') return typeof value === 'string' ? value.toLowerCase() === 'true' : Boolean(value);
  return type === 'string' ? String(value) : Number(value);
}

const compare = (a: Cell, b: Cell): number => {
  if (typeof a === 'string' || typeof b === 'string') return TEXTS.compare(String(a), String(b));
  return Number(a) - Number(b);
};
/** Without a language: a dashboard sorts its rows in one way for everybody, and *item 9* comes before *item 10*. */
const TEXTS = new Intl.Collator('en', { numeric: true });

const COMPARISONS: Record<Exclude<Condition['is'], 'missing' | 'present'>, (cell: Cell, wanted: Cell) => boolean> = {
  equal: (cell, wanted) => cell === wanted,
  'not-equal': (cell, wanted) => cell !== wanted,
  above: (cell, wanted) => compare(cell, wanted) > 0,
  'at-least': (cell, wanted) => compare(cell, wanted) >= 0,
  below: (cell, wanted) => compare(cell, wanted) < 0,
  'at-most': (cell, wanted) => compare(cell, wanted) <= 0,
  contains: (cell, wanted) => String(cell).toLowerCase().includes(String(wanted).toLowerCase()),
};

/** Missing values stand last, whichever way one sorts. */
function orderOf(field: Field, descending: boolean): (a: number, b: number) => number {
  return (a, b) => {
    const [left, right] = [cellAt(field, a), cellAt(field, b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return descending ? compare(right, left) : compare(left, right);
  };
}
