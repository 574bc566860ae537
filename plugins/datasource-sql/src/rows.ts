import { frame, PluginError, type Frame, type Notice, type TimeRange } from '@quarterdeck/sdk';
import { parsePath, valueAt } from './path.js';
import type { Column, RowsInput } from './schemas.js';

/** More rows than this are no panel but an export. */
export const MOST_ROWS = 10_000;

type Cell = string | number | boolean | null;

/** The rows of a JSON document as a frame, oldest first where there is a time column. */
export function rowsToFrame(name: string, document: unknown, input: RowsInput, range: TimeRange): Frame {
  const list = valueAt(document, parsePath(input.rowsPath));
  if (!Array.isArray(list)) throw noList(document, input.rowsPath);
  const { columns, epoch } = input;
  const readers = columns.map((column) => ({ column, steps: parsePath(column.path) }));
  const all = list.map((row: unknown) =>
    readers.map(({ column, steps }) => cellOf(valueAt(row, steps), column, epoch)),
  );
  const time = columns.findIndex(({ type }) => type === 'time');
  const wanted = time < 0 ? all : inTime(all, time, input.onlyRange ? range : undefined);
  const builder = frame(
    name,
    Object.fromEntries(columns.map(({ name: column, type, unit }) => [column, typed(type, unit)])),
  );
  // Of a history the newest part: what it says last must be what happened last.
  const kept = time < 0 ? wanted.slice(0, MOST_ROWS) : wanted.slice(-MOST_ROWS);
  for (const cells of kept) {
    builder.push(Object.fromEntries(columns.map(({ name: column }, at) => [column, cells[at] ?? null])));
  }
  const notices = [...emptyColumns(all, columns), ...outsideRange(all, wanted)];
  return builder.build({ truncated: wanted.length > MOST_ROWS, ...(notices.length > 0 ? { notices } : {}) });
}

const typed = (type: Column['type'], unit: string | undefined) => ({ type, ...(unit ? { unit } : {}) });

function cellOf(value: unknown, { type }: Column, epoch: RowsInput['epoch']): Cell {
  if (value === undefined || value === null) return null;
  switch (type) {
    case 'number':
      return numberOf(value);
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'time':
      return instantOf(value, epoch);
    case 'string':
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}

/** Many APIs send decimals as text; an empty text is no zero. */
function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  return Number.isNaN(number) ? null : number;
}

function instantOf(value: unknown, epoch: RowsInput['epoch']): number | null {
  if (typeof value === 'number') return value * (epoch === 's' ? 1000 : 1);
  const instant = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(instant) ? null : instant;
}

/** Oldest first; rows without a time stay only where no range is asked for. */
function inTime(all: Cell[][], time: number, range: TimeRange | undefined): Cell[][] {
  const at = (cells: Cell[]) => cells[time] as number | null;
  const kept = range ? all.filter((cells) => at(cells) !== null && within(at(cells) ?? NaN, range)) : all;
  return [...kept].sort((a, b) => (at(a) ?? -Infinity) - (at(b) ?? -Infinity));
}

const within = (instant: number, { from, to }: TimeRange) => instant >= from && instant < to;

/** A column that is empty throughout usually has a mistyped path; saying so saves the search. */
function emptyColumns(all: Cell[][], columns: readonly Column[]): Notice[] {
  if (all.length === 0) return [];
  return columns
    .filter((_, at) => all.every((cells) => cells[at] === null))
    .map(({ name, path, type }) => ({ level: 'warning', text: `Column "${name}": no ${type} found at "${path}".` }));
}

function outsideRange(all: Cell[][], wanted: Cell[][]): Notice[] {
  if (all.length === 0 || wanted.length > 0) return [];
  return [{ level: 'info', text: `None of the ${all.length} rows lies in this time range.` }];
}

function noList(document: unknown, path: string): PluginError {
  const keys = typeof document === 'object' && document !== null ? Object.keys(document).slice(0, 10).join(', ') : '';
  const place = path === '' ? 'The answer itself' : `What stands at "${path}"`;
  return new PluginError('config', `${place} is no list.${keys ? ` The answer has: ${keys}.` : ''}`, {
    field: 'rowsPath',
  });
}
