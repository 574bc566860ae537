import { cellAt, type Field, type NumberField, type TablePicture } from '@quarterdeck/sdk';
import { laterMoment } from '@quarterdeck/sdk/api/comparison';
import { changeSince, type EarlierPicture } from '../chart/earlier';
import type { Scene } from '../scene';
import { deltaText } from '../stat/stat-parts';
import { spanText } from '../values/moments';
import { tableColumns, type TableColumn } from './table-cells';

/** The words that only the page knows. */
export interface ChangeWords {
  readonly title: string;
  of(name: string): string;
}

/**
 * The columns of a table, and beside each of numbers how much it has changed. Rows are the same where all that is no number is
 * the same in both, times moved by the comparison; a table in which none is the same stays as it is.
 */
export function withChanges(
  columns: readonly TableColumn[],
  length: number,
  earlier: EarlierPicture<TablePicture>,
  scene: Scene,
  words: ChangeWords,
): readonly TableColumn[] {
  const before = tableColumns(earlier.picture, earlier.frames, scene);
  const rows = rowsThen(columns, length, before, lengthOf(earlier), (at) =>
    laterMoment(at, { range: scene.range, comparison: earlier.comparison, timezone: scene.range.timezone }),
  );
  if (rows.every((row) => row === null)) return columns;
  const when = spanText(earlier.window, scene.range.timezone, scene.locale);
  return columns.flatMap((column) => {
    const then = sameColumn(column, columns, before);
    return then && column.field.type === 'number' ? [column, changeOf(column, then, rows, when, scene, words)] : column;
  });
}

const lengthOf = ({ picture, frames }: EarlierPicture<TablePicture>): number => frames[picture.frame]?.length ?? 0;

/** Of each present row the earlier one; null where there is none, or more than one. */
function rowsThen(
  columns: readonly TableColumn[],
  length: number,
  before: readonly TableColumn[],
  lengthThen: number,
  toPresent: (at: number) => number,
): (number | null)[] {
  const named = columns.filter(({ isNumber }) => !isNumber);
  const same = named.flatMap((column) => sameColumn(column, columns, before) ?? []);
  const unknown = () => Array.from({ length }, () => null);
  if (same.length < named.length || before.filter(({ isNumber }) => !isNumber).length > same.length) return unknown();
  const now = places(named, length, (at) => at);
  const then = places(same, lengthThen, toPresent);
  const rows: (number | null)[] = unknown();
  for (const [key, row] of now) if (row !== null) rows[row] = then.get(key) ?? null;
  return rows;
}

/** The row of each combination of cells; null where several rows have it. */
function places(columns: readonly TableColumn[], length: number, timeOf: (at: number) => number) {
  const rows = new Map<string, number | null>();
  for (let row = 0; row < length; row++) {
    const key = JSON.stringify(columns.map(({ field }) => keyOf(field, row, timeOf)));
    rows.set(key, rows.has(key) ? null : row);
  }
  return rows;
}

function keyOf(field: Field, row: number, timeOf: (at: number) => number) {
  const cell = cellAt(field, row);
  return field.type === 'time' && typeof cell === 'number' ? timeOf(cell) : cell;
}

/** The column of that name and kind, where there is exactly one on both sides. */
function sameColumn(
  { title, field }: TableColumn,
  columns: readonly TableColumn[],
  before: readonly TableColumn[],
): TableColumn | undefined {
  const isSame = (other: TableColumn) => other.title === title && other.field.type === field.type;
  const [found, ...more] = before.filter(isSame);
  return more.length === 0 && columns.filter(isSame).length === 1 ? found : undefined;
}

/** A column that is sorted by like any other. What a value is called in words has no percent. */
function changeOf(
  column: TableColumn,
  then: TableColumn,
  rows: readonly (number | null)[],
  when: string,
  { locale }: Scene,
  words: ChangeWords,
): TableColumn {
  const changes = rows.map((before, row) =>
    before === null || isWorded(column, row) || isWorded(then, before)
      ? null
      : (changeSince({ value: numberAt(column, row) }, numberAt(then, before))?.value ?? null),
  );
  const field: NumberField = {
    name: words.of(column.title),
    type: 'number',
    values: Float64Array.from(changes, (change) => change ?? NaN),
  };
  return {
    title: words.title,
    spoken: words.of(column.title),
    unit: '',
    isNumber: true,
    field,
    text: (row) => (typeof changes[row] === 'number' ? deltaText(changes[row], locale) : '–'),
    reading: (row) => {
      const before = rows[row] ?? null;
      return before === null ? {} : { label: `${when}: ${then.text(before)}` };
    },
    links: () => [],
  };
}

const isWorded = (column: TableColumn, row: number) => column.reading(row).text !== undefined;

function numberAt({ field }: TableColumn, row: number): number | null {
  const cell = cellAt(field, row);
  return typeof cell === 'number' ? cell : null;
}
