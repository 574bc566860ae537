import type { ImportMapping } from '@quarterdeck/sdk/api/imports';
import { MetricName } from '@quarterdeck/sdk/api/common';
import { metricNameOf, type Detected } from '@quarterdeck/sdk/csv/detect';
import type { z } from 'zod';
import { unitFrom } from '../ui/unit-text';

export type Use = 'time' | 'value' | 'label' | 'ignore';

/** What one column of the file is taken for; `name` is that of its metric or label. */
export interface ColumnDraft {
  readonly use: Use;
  readonly name: string;
  readonly unit: string;
  readonly example: string;
}

/** A mapping while somebody corrects it: it may be incomplete. */
export interface ImportDraft extends Pick<
  z.input<typeof ImportMapping>,
  'delimiter' | 'quote' | 'header' | 'decimalComma' | 'timeFormat' | 'timezone'
> {
  readonly columns: readonly ColumnDraft[];
}

export type DraftProblem = 'noTime' | 'noValue' | 'nameWrong' | 'nameTwice' | 'labelMissing';
/** Names that say nothing: the name of the file says more. */
const EMPTY_NAMES = new Set(['', 'value', 'values', 'val', 'wert', 'y']);

/** What was found in the file, as a first proposal. */
export function draftOf(found: Detected, fileName: string, timezone: string): ImportDraft {
  const { delimiter, quote, header, decimalComma, timeFormat } = found;
  const values = found.columns.filter(({ kind }) => kind === 'value').length;
  const columns = found.columns.map(({ name, kind, example }, column) => {
    const use: Use = kind === 'other' ? 'ignore' : kind;
    return { use, name: nameOf(name, fileName, values > 1 ? column + 1 : 0), unit: '', example };
  });
  return { delimiter, quote, header, decimalComma, timeFormat, timezone, columns };
}

/** The draft with one column changed. There is one time: a column that becomes it takes over from another. */
export function withColumn(draft: ImportDraft, at: number, change: Partial<ColumnDraft>): ImportDraft {
  const columns = draft.columns.map((column, place) => {
    if (place === at) return { ...column, ...change };
    return change.use === 'time' && column.use === 'time' ? { ...column, use: 'ignore' as const } : column;
  });
  return { ...draft, columns };
}

/** What is still wrong with each column, by its place; -1 stands for the file as a whole. */
export function problemsOf({ columns }: ImportDraft): ReadonlyMap<number, DraftProblem> {
  const problems = new Map<number, DraftProblem>();
  if (!columns.some(({ use }) => use === 'value')) problems.set(-1, 'noValue');
  if (!columns.some(({ use }) => use === 'time')) problems.set(-1, 'noTime');
  const named = columns.map(({ use, name }) => `${use} ${name.trim()}`);
  for (const [at, column] of columns.entries()) {
    const problem = problemOf(column, named.indexOf(named[at] ?? '') < at);
    if (problem) problems.set(at, problem);
  }
  return problems;
}

function problemOf({ use, name }: ColumnDraft, taken: boolean): DraftProblem | undefined {
  if (use !== 'value' && use !== 'label') return undefined;
  if (use === 'value' && !MetricName.safeParse(name.trim()).success) return 'nameWrong';
  if (name.trim() === '') return 'labelMissing';
  return taken ? 'nameTwice' : undefined;
}

/** The mapping that the server and the preview read rows with; a draft without a time has none. */
export function mappingOf({ columns, ...draft }: ImportDraft): ImportMapping | undefined {
  const of = (wanted: Use) =>
    columns.flatMap(({ use, name, unit }, column) =>
      use === wanted ? [{ column, name: name.trim(), unit: unitFrom(unit) }] : [],
    );
  const values = of('value').map(({ column, name, unit }) => ({ column, metric: name, unit }));
  const labels = of('label').map(({ column, name }) => ({ column, name }));
  const [time] = of('time');
  return time && { ...draft, timeColumn: time.column, values, labels };
}

function nameOf(name: string, fileName: string, number: number): string {
  if (!EMPTY_NAMES.has(name.toLowerCase())) return metricNameOf(name);
  return metricNameOf(fileName) + (number > 0 ? `_${number}` : '');
}
