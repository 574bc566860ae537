import type { Word } from './completions';

/** A table that can be asked, with its columns as their source describes them. */
export interface KnownTable {
  readonly name: string;
  readonly columns: readonly Word[];
}

const OF_TIME = /^(timestamp|date)/i;

/** The tables among the words that a source offers, in their order. */
export function knownTables(words: readonly Word[]): KnownTable[] {
  const tables = words.filter(({ value, of }) => of === undefined && !value.startsWith('$'));
  return tables.map(({ value }) => ({ name: value, columns: words.filter(({ of }) => of === value) }));
}

/** What a source puts in for us, such as `$__timeFilter(column)`. */
export const knownMacros = (words: readonly Word[]): Word[] => words.filter(({ value }) => value.startsWith('$'));

/** A first statement that answers: how many rows there are over time, or, where a table knows no time, its first rows. */
export function starterFor({ name, columns }: KnownTable, words: readonly Word[]): string {
  const time = columns.find(({ detail = '' }) => OF_TIME.test(detail));
  const hasMacros = ['$__timeGroupAlias(', '$__timeFilter(', '$__interval'].every((macro) =>
    words.some(({ value }) => value.startsWith(macro)),
  );
  if (!time || !hasMacros) return `select *\nfrom ${name}\nlimit 100`;
  return [
    `select $__timeGroupAlias(${time.value}, $__interval), count(*) as rows`,
    `from ${name}`,
    `where $__timeFilter(${time.value})`,
    'group by 1',
    'order by 1',
  ].join('\n');
}
