/** Something to complete: a table, a column of one (`of`), a macro. */
export interface Word {
  readonly value: string;
  readonly detail?: string | undefined;
  readonly of?: string | undefined;
}

export interface Completion {
  readonly label: string;
  readonly detail?: string;
  readonly type: string;
  /** What is put in, where it is another text than the label. */
  readonly apply?: string;
}
type Tables = Record<string, { self: Completion; children: Completion[] }>;

/** Tables with their columns, as the SQL completion wants them: a column is offered where its table is asked. */
export function tablesOf(words: readonly Word[]): Tables {
  const tables: Tables = Object.fromEntries(
    words.filter(isTable).map((word) => [word.value, { self: completion(word, 'class'), children: [] }]),
  );
  for (const word of words) {
    if (word.of !== undefined) tables[word.of]?.children.push(completion(word, 'property'));
  }
  return tables;
}

/** All columns once: offered everywhere, since one writes `select` before `from`. */
export function columnsOf(words: readonly Word[]): Completion[] {
  const columns = new Map<string, Completion>();
  for (const word of words) {
    if (word.of === undefined || columns.has(word.value)) continue;
    columns.set(word.value, { ...completion(word, 'property'), detail: word.of });
  }
  return [...columns.values()];
}

/** What begins with a dollar: the macros of the source, and the variables of the dashboard. */
export function dollarsOf(words: readonly Word[], variables: readonly string[]): Completion[] {
  const macros = words.filter(({ value }) => value.startsWith('$')).map((word) => completion(word, 'function'));
  return [...macros, ...variables.map((name) => ({ label: `\${${name}}`, type: 'variable' }))];
}

const isTable = ({ value, of }: Word) => of === undefined && !value.startsWith('$');

const completion = ({ value, detail }: Word, type: string): Completion => ({
  label: value,
  type,
  ...(detail === undefined ? {} : { detail }),
});

/** From the place of a mistake to the end of its word; the last character where the text ends there. */
export function markedAt(text: string, position: number): { from: number; to: number } | null {
  if (text === '') return null;
  const from = Math.min(Math.max(0, position), text.length - 1);
  const length = /^(?:\$\{[^}]*\}?|[\p{L}\p{N}_$.]+)/u.exec(text.slice(from))?.[0].length ?? 1;
  return { from, to: from + length };
}
