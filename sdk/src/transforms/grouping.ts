import type { Reduction, TransformOf } from '../api/transforms.js';
import { cellAt, type Field, type Frame, type Notice } from '../frame.js';
import { cellsOf, columnOf, fieldWithRows, headingOf, withFields, type Cell } from './cells.js';
import { findField, framesWith } from './columns.js';
import { isMeaningful, reduced, typeOf } from './reductions.js';
import { requireRoom, TransformProblem } from './transform-problem.js';

/** One row for each combination of values of the columns grouped by, in the order in which they first come. */
export function group(frames: readonly Frame[], { by, columns }: TransformOf<'group'>): Frame[] {
  return framesWith(frames, [...by, ...columns.map(({ column }) => column)]).map((one) => {
    const keys = by.flatMap((name) => findField(one, name) ?? []);
    const groups = [...rowsByKey(keys, one.length).values()];
    const firsts = groups.map(([first = 0]) => first);
    const made = columns.map(({ column, as, name }) => grouped(requireMeaning(one, column, as), { as, name, groups }));
    const told = withFields(one, [...keys.map((key) => fieldWithRows(key, firsts)), ...made]);
    return withNotices(
      told,
      columns.some(({ column, as }) => as === 'avg' && isOfBuckets(one, column)),
    );
  });
}

interface Grouped {
  readonly as: Reduction;
  readonly name: string | undefined;
  readonly groups: readonly (readonly number[])[];
}
function grouped(field: Field, { as, name, groups }: Grouped): Field {
  const cells = groups.map((rows) =>
    reduced(
      rows.map((row) => cellAt(field, row)),
      as,
    ),
  );
  return columnOf({ ...headingFor(field, as), name: name ?? nameOf(field.name, as) }, typeOf(field, as), cells);
}

/** A row for each column of numbers, with what its values come to. The mean of buckets is that of the points behind them. */
export function reduce(frames: readonly Frame[], { as }: TransformOf<'reduce'>): Frame[] {
  const fields = frames.flatMap((one) => one.fields.filter(({ type }) => type === 'number'));
  const [first] = frames;
  if (!first || fields.length === 0) return [];
  const units = new Set(fields.map(({ unit }) => unit));
  const [unit] = units.size === 1 ? units : [undefined];
  const columns = as.map((one) =>
    columnOf(
      { name: one, ...(unit === undefined || one === 'count' || one === 'distinct' ? {} : { unit }) },
      'number',
      fields.map((field) => wholeOf(field, one)),
    ),
  );
  const names = columnOf(
    { name: 'series' },
    'string',
    fields.map(({ name }) => name),
  );
  const { resolutionMs: _, ...told } = withFields(first, [names, ...columns]);
  return [{ ...told, name: 'reduced' }];
}

function wholeOf(field: Field, as: Reduction): Cell {
  const totals = field.type === 'number' ? field.totals : undefined;
  if (totals && as === 'avg') return totals.sum / totals.count;
  if (totals && (as === 'min' || as === 'max')) return totals[as];
  return reduced(cellsOf(field), as);
}

/** Each value of one column becomes a column, each value of another a row. */
export function pivot(frames: readonly Frame[], step: TransformOf<'pivot'>): Frame[] {
  return framesWith(frames, [step.rows, step.columns, step.values]).map((one) => pivoted(one, step));
}

const MOST_COLUMNS = 200;

function pivoted(frame: Frame, { rows, columns, values, as }: TransformOf<'pivot'>): Frame {
  const [rowField, columnField] = [requireField(frame, rows), requireField(frame, columns)];
  const valueField = requireMeaning(frame, values, as);
  const groups = [...rowsByKey([rowField], frame.length).values()];
  const heads = [...rowsByKey([columnField], frame.length).values()].map(([first = 0]) => cellAt(columnField, first));
  if (heads.length > MOST_COLUMNS)
    throw new TransformProblem(
      `“${columns}” has ${String(heads.length)} values; at most ${String(MOST_COLUMNS)} can become columns. Filter before.`,
    );
  requireRoom(groups.length, heads.length + 1);
  const made = heads.map((head) => {
    const cells = groups.map((group) => {
      const meant = group.filter((row) => cellAt(columnField, row) === head);
      return meant.length === 0
        ? null
        : reduced(
            meant.map((row) => cellAt(valueField, row)),
            as,
          );
    });
    return columnOf({ ...headingFor(valueField, as), name: String(head ?? '–') }, typeOf(valueField, as), cells);
  });
  return withFields(frame, [
    fieldWithRows(
      rowField,
      groups.map(([first = 0]) => first),
    ),
    ...made,
  ]);
}

/** One frame for each value of a column, named after it: rows of a table become series. */
export function split(frames: readonly Frame[], { by }: TransformOf<'split'>): Frame[] {
  return framesWith(frames, [by]).flatMap((one) => {
    const key = requireField(one, by);
    return [...rowsByKey([key], one.length).values()].map((rows) => {
      const value = String(cellAt(key, rows[0] ?? 0) ?? '–');
      const others = one.fields.filter((field) => field !== key);
      const numbers = others.filter(({ type }) => type === 'number').length;
      const fields = others.map((field) => {
        const part = fieldWithRows(field, rows);
        if (part.type !== 'number') return part;
        const name = numbers === 1 ? value : `${value} · ${part.name}`;
        return { ...part, name, labels: { ...part.labels, [by]: value } };
      });
      return { ...withFields(one, fields), name: value };
    });
  });
}

function rowsByKey(keys: readonly Field[], length: number): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < length; row++) {
    const key = JSON.stringify(keys.map((field) => cellAt(field, row)));
    const rows = groups.get(key);
    if (rows) rows.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function requireField(frame: Frame, name: string): Field {
  const [fitting] = framesWith([frame], [name]);
  return fitting?.fields.find((field) => field.name === name) as Field;
}

function requireMeaning(frame: Frame, name: string, as: Reduction): Field {
  const field = requireField(frame, name);
  if (!isMeaningful(field, as))
    throw new TransformProblem(`“${name}” holds no numbers. Count its values, or take the first or the last one.`);
  return field;
}

function headingFor(field: Field, as: Reduction) {
  const { unit, ...heading } = headingOf(field);
  return unit === undefined || as === 'count' || as === 'distinct' ? heading : { ...heading, unit };
}

const nameOf = (column: string, as: Reduction): string =>
  as === 'first' || as === 'last' ? column : `${as} ${column}`;

const isOfBuckets = (frame: Frame, column: string): boolean => {
  const field = findField(frame, column);
  return field?.type === 'number' && field.totals !== undefined;
};
const OF_MEANS: Notice = {
  level: 'warning',
  text: 'An average of averages: each bucket counts the same, however many points are in it.',
};
const withNotices = (frame: Frame, averagesMeans: boolean): Frame =>
  averagesMeans ? { ...frame, notices: [...(frame.notices ?? []), OF_MEANS] } : frame;
