import { isNoValue, numberReader } from './numbers.js';
import { DELIMITERS, QUOTES, splitRows, type Dialect } from './split.js';
import { TIME_FORMATS, timeReader, type TimeFormat } from './times.js';

/** What the head of a file seems to be. Everything can be corrected by who imports it. */
export interface Detected extends Dialect {
  readonly header: boolean;
  readonly decimalComma: boolean;
  /** -1 where no column reads like times. */
  readonly timeColumn: number;
  readonly timeFormat: TimeFormat;
  readonly columns: readonly DetectedColumn[];
}

export interface DetectedColumn {
  /** From the header; empty without one. */
  readonly name: string;
  readonly kind: 'time' | 'value' | 'label' | 'other';
  readonly example: string;
}

const SAMPLE_ROWS = 200;
/** Some bad rows must not hide what a column is; of a short file a third may be bad. The preview tells which they are. */
const ENOUGH = 0.6;
const MOST_LABELS = 50;
/** Numbers smaller than these are counts and measures rather than times: 1973 and later are. */
const LEAST_EPOCH: Partial<Record<TimeFormat, number>> = { 'epoch-s': 1e8 * 1000, 'epoch-ms': 1e11 };

/** Called when a file was chosen, with its first part. Tries every delimiter and quote and takes what explains most. */
export function detectCsv(head: string): Detected {
  const guesses = DELIMITERS.flatMap((delimiter) =>
    QUOTES.filter((quote) => quote === '"' || head.includes("'")).map((quote) => guess(head, { delimiter, quote })),
  );
  return guesses.reduce((best, one) => (one.score > best.score + 1e-9 ? one : best)).detected;
}

/** Called again when somebody corrects how the file is split: what its columns are then. */
export function detectColumns(head: string, dialect: Dialect): Detected {
  return guess(head, dialect).detected;
}

function guess(head: string, dialect: Dialect): { detected: Detected; score: number } {
  const rows = splitRows(head, dialect).slice(0, SAMPLE_ROWS);
  const width = Math.max(0, ...rows.map(({ length }) => length));
  const body = rows.slice(rows.length > 1 ? 1 : 0);
  const columns = Array.from({ length: width }, (_, column) => body.map((row) => row[column] ?? ''));
  const time = findTimes(columns);
  const decimalComma = writesDecimalComma(columns, time.column, dialect.delimiter);
  const readNumber = numberReader(decimalComma);
  const kinds = columns.map((cells, column) => (column === time.column ? 'time' : kindOf(cells, readNumber)));
  const header = hasHeader(rows[0] ?? [], kinds, time.format, readNumber);
  const detected = {
    ...dialect,
    header,
    decimalComma,
    timeColumn: time.column,
    timeFormat: time.format,
    columns: kinds.map((kind, column) => ({
      name: header ? (rows[0]?.[column] ?? '').trim() : '',
      kind,
      example: columns[column]?.find((cell) => cell.trim() !== '') ?? '',
    })),
  };
  return { detected, score: scoreOf(detected, rows, width) };
}

/** Times and values weigh most; then that all rows have the same number of cells; then quotes that are really used. */
function scoreOf({ timeColumn, columns, quote }: Detected, rows: readonly string[][], width: number): number {
  const even = rows.filter(({ length }) => length === width).length / Math.max(1, rows.length);
  const values = columns.some(({ kind }) => kind === 'value') ? 3 : 0;
  const strayQuotes = rows.some((row) => row.some((cell) => /^\s*["']|["']\s*$/.test(cell))) ? 0.5 : 0;
  return (
    (timeColumn >= 0 ? 3 : 0) + values + even + Math.min(width, 9) / 100 - strayQuotes - (quote === '"' ? 0 : 0.001)
  );
}

interface Times {
  readonly column: number;
  readonly format: TimeFormat;
}

/** The leftmost column that reads as times; written days before plain numbers. */
function findTimes(columns: readonly string[][]): Times {
  for (const formats of [TIME_FORMATS.slice(0, 4), TIME_FORMATS.slice(4)]) {
    for (const [column, cells] of columns.entries()) {
      const fits = formats.flatMap((format) => fitOf(cells, format));
      const [best] = fits.sort((a, b) => b.share - a.share || a.span - b.span);
      if (best) return { column, format: best.format };
    }
  }
  return { column: -1, format: 'iso' };
}

/** Where both orders of day and month are possible, the one in which the rows lie closer together is meant. */
function fitOf(cells: readonly string[], format: TimeFormat): { format: TimeFormat; share: number; span: number }[] {
  const read = timeReader(format, 'UTC');
  const filled = cells.filter((cell) => cell.trim() !== '');
  const least = LEAST_EPOCH[format] ?? 0;
  const times = filled.map(read).filter((time): time is number => typeof time === 'number' && time >= least);
  const share = filled.length === 0 ? 0 : times.length / filled.length;
  if (share < ENOUGH) return [];
  let span = 0;
  for (let at = 1; at < times.length; at++) span += Math.abs((times[at] as number) - (times[at - 1] as number));
  return [{ format, share, span }];
}

/** Numbers that can be read in one way only decide; where all can be read in both, semicolons speak for the comma. */
function writesDecimalComma(columns: readonly string[][], timeColumn: number, delimiter: string): boolean {
  const [withPoint, withComma] = [numberReader(false), numberReader(true)];
  let balance = 0;
  let commas = false;
  for (const cells of columns.filter((_, column) => column !== timeColumn)) {
    for (const cell of cells) {
      const [point, comma] = [withPoint(cell) !== undefined, withComma(cell) !== undefined];
      if (point !== comma) balance += comma ? 1 : -1;
      commas ||= point && comma && cell.includes(',');
    }
  }
  return balance === 0 ? commas && delimiter === ';' : balance > 0;
}

type ReadNumber = (cell: string) => number | undefined;

function kindOf(cells: readonly string[], readNumber: ReadNumber): DetectedColumn['kind'] {
  const filled = cells.filter((cell) => !isNoValue(cell));
  if (filled.length === 0) return 'other';
  const numbers = filled.filter((cell) => readNumber(cell) !== undefined).length;
  if (numbers / filled.length >= ENOUGH) return 'value';
  const distinct = new Set(filled);
  return distinct.size <= MOST_LABELS && [...distinct].every((cell) => cell.length <= 100) ? 'label' : 'other';
}

/** A first row is a header when it holds words where the others hold times and numbers. */
function hasHeader(first: readonly string[], kinds: readonly string[], format: TimeFormat, readNumber: ReadNumber) {
  const readTime = timeReader(format, 'UTC');
  const telling = kinds.flatMap((kind, column) => {
    const cell = first[column] ?? '';
    if (kind === 'time') return [typeof readTime(cell) === 'string'];
    return kind === 'value' ? [readNumber(cell) === undefined && cell.trim() !== ''] : [];
  });
  return telling.length === 0 ? first.every((cell) => readNumber(cell) === undefined) : telling.every(Boolean);
}

/** Called to propose the name of a metric: letters, digits and `_ . : / -` of a header or of a file's name. */
export function metricNameOf(text: string): string {
  const kept = text
    .replace(/\.(csv|tsv|txt)$/i, '')
    .trim()
    .replace(/[^\p{L}\p{N}_.:/ -]+/gu, '_')
    .replace(/^[^\p{L}]+|[_ ]+$/gu, '');
  return kept.slice(0, 200).trim() || 'value';
}
