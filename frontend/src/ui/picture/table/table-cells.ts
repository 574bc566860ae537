import { cellAt, readingOf, type Field, type Frame, type Reading, type TablePicture } from '@quarterdeck/sdk';
import { linksOf, type ValueLink } from '../values/links';
import { momentText } from '../values/moments';
import type { Scene } from '../scene';
import { hasUnitWord, withoutWord } from '../values/unit-words';
import { writerOf } from '../values/writer';

export interface TableColumn {
  readonly title: string;
  /** The title for those who do not see what stands beside it. */
  readonly spoken?: string;
  /** A unit that is a word stands in the heading, once. */
  readonly unit: string;
  readonly isNumber: boolean;
  readonly field: Field;
  text(row: number): string;
  /** What the panel says of the value, beside its text. */
  reading(row: number): Reading;
  links(row: number): readonly ValueLink[];
}
export interface Sorting {
  readonly column: number;
  readonly falling: boolean;
}

const NOTHING: Reading = {};

/** The columns of a table picture with a writer for each: full precision, times in the zone, a dash where nothing is. */
export function tableColumns({ frame, columns }: TablePicture, frames: readonly Frame[], scene: Scene): TableColumn[] {
  const fields = frames[frame]?.fields ?? [];
  const shown = columns ?? fields.map((_, field) => ({ field }));
  return shown.flatMap(({ field: at, ...rest }) => {
    const field = fields[at];
    if (!field) return [];
    const { title = field.name, format = field.unit === undefined ? {} : { unit: field.unit } } = rest as Partial<
      NonNullable<TablePicture['columns']>[number]
    >;
    const formatter = writerOf(withoutWord(format), field.display, scene.locale);
    const reading = (row: number) => (field.display ? readingOf(cellAt(field, row), field.display) : NOTHING);
    const unit = hasUnitWord(format) ? (format.unit ?? '') : '';
    return [
      {
        title,
        unit,
        isNumber: field.type === 'number',
        field,
        text: (row: number) => reading(row).text ?? cellText(field, row, formatter.full, scene),
        reading,
        links: (row: number) =>
          field.display?.links ? linksOf({ field, frame: frames[frame], row, value: cellAt(field, row) }, scene) : [],
      },
    ];
  });
}

function cellText(field: Field, row: number, write: (value: number) => string, { range, locale }: Scene): string {
  const cell = cellAt(field, row);
  if (typeof cell === 'number') return field.type === 'time' ? momentText(cell, range.timezone, locale) : write(cell);
  if (typeof cell === 'boolean') return cell ? '✓' : '✗';
  return cell ?? '–';
}

/** Rows in the order to show them. Missing values stay at the end, whichever way it is sorted. */
export function rowOrder(
  length: number,
  columns: readonly TableColumn[],
  sorting: Sorting | null,
  locale: string,
): number[] {
  const rows = Array.from({ length }, (_, row) => row);
  const field = sorting && columns[sorting.column]?.field;
  if (!field) return rows;
  const collator = new Intl.Collator(locale, { numeric: true });
  const sign = sorting.falling ? -1 : 1;
  return rows.sort((one, other) => {
    const [a, b] = [cellAt(field, one), cellAt(field, other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (typeof a === 'string' ? collator.compare(a, String(b)) : Number(a) - Number(b));
  });
}

/** Each row as it is read, in small letters, for searching; written once, when somebody searches. */
export function searchLines(length: number, columns: readonly TableColumn[], locale: string): readonly string[] {
  return Array.from({ length }, (_, row) =>
    columns
      .map((column) => column.text(row))
      .join('\n')
      .toLocaleLowerCase(locale),
  );
}

/** Of the rows, in their order, those that hold every one of the words. */
export function matching(
  rows: readonly number[],
  lines: readonly string[],
  words: string,
  locale: string,
): readonly number[] {
  const wanted = words.toLocaleLowerCase(locale).split(/\s+/);
  return rows.filter((row) => wanted.every((word) => lines[row]?.includes(word)));
}
