/** A row of a record while it is edited: its name may be empty or stand twice for a moment. */
export interface RecordRow {
  readonly name: string;
  readonly text: string;
}

/** The rows of a record as they come from outside. */
export function rowsOf(value: unknown): readonly RecordRow[] {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  return entries.map(([name, text]) => ({ name, text: String(text) }));
}

/** The record that rows stand for: the first of a name counts, rows without a name do not. */
export function recordOf(rows: readonly RecordRow[]): Readonly<Record<string, string>> {
  const named = rows.filter(({ name }) => name !== '');
  return Object.fromEntries(named.map(({ name, text }): [string, string] => [name, text]).reverse());
}

/** Whether rows stand for just this record, so that what is half typed may stay. */
export function sayTheSame(rows: readonly RecordRow[], value: unknown): boolean {
  const said = Object.entries(recordOf(rows));
  const given = rowsOf(value);
  return (
    said.length === given.length && given.every(({ name, text }) => said.some(([n, t]) => n === name && t === text))
  );
}

/** Whether a name stands in an earlier row already. */
export const isTwice = (rows: readonly RecordRow[], at: number): boolean =>
  rows[at]?.name !== '' && rows.findIndex(({ name }) => name === rows[at]?.name) < at;
