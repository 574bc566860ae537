import { frameOf, type Field, type Frame, type Notice } from '@quarterdeck/sdk';
import { readColumn, type Column } from './cells.js';
import { asSeries } from './series.js';
import type { TextRow } from './session.js';

export interface Answer {
  readonly columns: readonly Column[];
  readonly rows: readonly TextRow[];
  /** There are more rows than these. */
  readonly truncated: boolean;
}

/** Rows as a frame; with `series`, a time with numbers and texts as a line for each text. */
export function frameFrom({ columns, rows, truncated }: Answer, timezone: string, series: boolean): Frame {
  const named = withOwnNames(columns);
  const read = named.map((column, at) =>
    readColumn(
      column,
      rows.map((row) => row[at] ?? null),
      timezone,
    ),
  );
  const notices: Notice[] = read.flatMap(({ notice }) => notice ?? []);
  if (truncated)
    notices.unshift({ level: 'warning', text: `There are more rows: only the first ${rows.length} are shown.` });
  const fields = read.map(({ field }) => field);
  const lines = series ? asSeries(fields) : undefined;
  if (lines?.notice) notices.push(lines.notice);
  return frameOf('sql', lines?.fields ?? ordered(fields), {
    truncated,
    ...(notices.length > 0 ? { notices: notices.slice(0, 50) } : {}),
  });
}

/** Two columns of one name could not be told apart. */
function withOwnNames(columns: readonly Column[]): Column[] {
  const taken = new Set<string>();
  return columns.map(({ name, type }) => {
    const plain = (name === '?column?' ? 'column' : name).slice(0, 200);
    let own = plain;
    for (let number = 2; taken.has(own); number++) own = `${plain} ${number}`;
    taken.add(own);
    return { name: own, type };
  });
}

/** A column called "time" is the time of a row, wherever it stands. */
function ordered(fields: readonly Field[]): readonly Field[] {
  const time = fields.find(({ type, name }) => type === 'time' && name === 'time');
  return time ? [time, ...fields.filter((field) => field !== time)] : fields;
}
