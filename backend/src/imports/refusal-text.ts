import type { RefusedRow } from '@quarterdeck/sdk/api/imports';
import type { Refusal } from '@quarterdeck/sdk/csv/rows';

export type RefusalReason = Refusal | { readonly refused: 'too-many-series'; readonly column: number };

const SENTENCES: Record<RefusalReason['refused'], string> = {
  'time-missing': 'There is no time',
  'time-unreadable': 'The time cannot be read in the chosen format',
  'time-out-of-range': 'The time does not lie between 1970 and 2100',
  'value-unreadable': 'The value is no number',
  'no-value': 'There is no value',
  'label-too-long': 'A label is longer than 256 letters',
  'label-unreadable': 'A label holds a NUL character',
  'too-many-series': 'The file has more than 10,000 different series',
};
const SHOWN_LETTERS = 60;

/** `The value is no number: column 2 holds “abc”.` */
export function refusalText({ refused, column }: RefusalReason, cells: readonly string[]): string {
  const cell = cells[column]?.trim() ?? '';
  if (cell === '' || refused === 'too-many-series') return `${SENTENCES[refused]} (column ${String(column + 1)}).`;
  const shown = cell.length > SHOWN_LETTERS ? `${cell.slice(0, SHOWN_LETTERS)}…` : cell;
  return `${SENTENCES[refused]}: column ${String(column + 1)} holds “${shown}”.`;
}

/** The refused rows as a file: what was wrong, and the row, to be corrected and imported again. */
export function refusedCsv(rows: readonly RefusedRow[]): string {
  const lines = rows.map(({ line, reason, row }) => [String(line), quoted(reason), quoted(row)].join(','));
  return ['line,reason,row', ...lines, ''].join('\r\n');
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
