import type { RefusalCode } from '../api/refusals.js';
import { isNoValue, numberReader } from './numbers.js';
import { timeReader, type TimeFormat } from './times.js';

/** What of a row is read, and how. The mapping of an import is one of these. */
export interface RowShape {
  readonly decimalComma: boolean;
  readonly timeColumn: number;
  readonly timeFormat: TimeFormat;
  /** For times that carry no zone. */
  readonly timezone: string;
  readonly values: readonly { readonly column: number }[];
  readonly labels: readonly { readonly column: number }[];
}

/** What can be wrong with a row of a file. */
export type RowRefusalCode = Extract<
  RefusalCode,
  `time-${string}` | 'value-unreadable' | 'no-value' | 'label-too-long' | 'label-unreadable'
>;

/** Why a row is not taken, and which of its cells is at fault. */
export interface Refusal {
  readonly refused: RowRefusalCode;
  readonly column: number;
}

export interface GoodRow {
  readonly refused?: undefined;
  readonly time: number;
  /** In the order of the mapping; undefined where the cell holds no value. */
  readonly values: readonly (number | undefined)[];
  readonly labels: readonly string[];
}

const LONGEST_LABEL = 256;

/** Called once per file, by the preview and by the server: what one row of cells means. */
export function rowReader(shape: RowShape): (cells: readonly string[]) => GoodRow | Refusal {
  const { timeColumn } = shape;
  const readTime = timeReader(shape.timeFormat, shape.timezone);
  const readValues = valuesReader(shape);
  const labelColumns = shape.labels.map(({ column }) => column);
  return (cells) => {
    const cell = cells[timeColumn];
    if (cell === undefined || cell.trim() === '') return { refused: 'time-missing', column: timeColumn };
    const time = readTime(cell);
    if (typeof time === 'string') return { refused: `time-${time}`, column: timeColumn };
    const values = readValues(cells);
    if ('refused' in values) return values;
    const labels = labelColumns.map((column) => cells[column]?.trim() ?? '');
    const long = labels.findIndex((label) => label.length > LONGEST_LABEL);
    if (long >= 0) return { refused: 'label-too-long', column: labelColumns[long] as number };
    // No database keeps it in a text.
    const odd = labels.findIndex((label) => label.includes('\0'));
    return odd < 0 ? { time, values, labels } : { refused: 'label-unreadable', column: labelColumns[odd] as number };
  };
}

function valuesReader({
  decimalComma,
  values,
}: RowShape): (cells: readonly string[]) => (number | undefined)[] | Refusal {
  const readNumber = numberReader(decimalComma);
  const columns = values.map(({ column }) => column);
  return (cells) => {
    const read: (number | undefined)[] = [];
    let found = false;
    for (const column of columns) {
      const cell = cells[column] ?? '';
      const value = readNumber(cell);
      if (value === undefined && !isNoValue(cell)) return { refused: 'value-unreadable', column };
      found ||= value !== undefined;
      read.push(value);
    }
    return found ? read : { refused: 'no-value', column: columns[0] ?? 0 };
  };
}
