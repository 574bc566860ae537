import type { RefusedRow } from '@quarterdeck/sdk/api/imports';
import { refusalText, type RefusalCode } from '@quarterdeck/sdk/api/refusals';
import { csvCell } from '../platform/csv-cell.js';

/** Which cell of a row is at fault, and why: `The value is no number: column 2 holds “abc”.` */
export function rowRefusal(code: RefusalCode, column: number, cells: readonly string[]): string {
  return refusalText(code, `column ${String(column + 1)}`, cells[column]?.trim() ?? '');
}

/** The refused rows as a file: what was wrong, and the row, to be corrected and imported again. No row runs in a spreadsheet. */
export function refusedCsv(rows: readonly RefusedRow[]): string {
  const lines = rows.map(({ line, reason, row }) => [String(line), csvCell(reason), csvCell(row)].join(','));
  return ['line,reason,row', ...lines, ''].join('\r\n');
}
