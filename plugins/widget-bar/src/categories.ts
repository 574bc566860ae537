import { cellAt, reduced, type Field, type Frame, type NumberField } from '@quarterdeck/sdk';
import { nameOf } from './names.js';
import type { Options } from './options.js';

/** Bars by category: a name each, and a value for each measure. */
export interface Categories {
  /** What the column of names is called. */
  readonly title: string;
  /** What the values are of; their numbers stand in `rows`. */
  readonly measures: readonly NumberField[];
  readonly rows: readonly Category[];
  /** Measures that were left out: their unit is another one, or they are too many. */
  readonly foreign: number;
}
export interface Category {
  readonly name: string;
  /** Of the series, where the row is one. */
  readonly labels?: Readonly<Record<string, string>>;
  /** NaN where there is none. */
  readonly values: readonly number[];
}

/** More bars than this in one group cannot be told apart. */
const MOST_MEASURES = 12;

type Reduce = Options['reduce'];

/** Rows of a table by its first column of words; of frames without one every series is a category. */
export function categoriesOf(frames: readonly Frame[], reduce: Reduce): Categories {
  const table = frames.find((frame) => wordsOf(frame) && frame.fields.some(isNumber));
  return table ? ofTable(table, reduce) : ofSeries(frames, reduce);
}

export const wordsOf = ({ fields }: Frame): Field | undefined =>
  fields.find(({ type }) => type === 'string') ?? fields.find(({ type }) => type === 'boolean');

const isNumber = (field: Field): field is NumberField => field.type === 'number';

function ofTable(frame: Frame, reduce: Reduce): Categories {
  const all = frame.fields.filter(isNumber);
  const measures = all.filter(({ unit }) => unit === all[0]?.unit).slice(0, MOST_MEASURES);
  const words = wordsOf(frame);
  const rowsOf = new Map<string, number[]>();
  for (let row = 0; words && row < frame.length; row++) {
    const name = String(cellAt(words, row) ?? '–');
    const rows = rowsOf.get(name);
    if (rows) rows.push(row);
    else rowsOf.set(name, [row]);
  }
  const how = reduce === 'auto' ? 'sum' : reduce;
  const rows = [...rowsOf].map(([name, places]) => ({
    name,
    values: measures.map(({ values }) =>
      reduced(
        places.map((row) => values[row] ?? NaN),
        how,
      ),
    ),
  }));
  return { title: words?.name ?? 'name', measures, rows, foreign: all.length - measures.length };
}

function ofSeries(frames: readonly Frame[], reduce: Reduce): Categories {
  const all = frames.flatMap(({ fields }) => fields.filter(isNumber));
  const series = all.filter(({ unit }) => unit === all[0]?.unit);
  const [first] = series;
  const how = reduce === 'auto' ? 'last' : reduce;
  const rows = series.map((field) => ({
    name: nameOf(field),
    labels: field.labels ?? {},
    values: [reduced(field.values, how, field.totals)],
  }));
  const measures = first ? [{ ...first, labels: {}, name: first.metric ?? first.name }] : [];
  return { title: 'name', measures, rows: named(rows), foreign: all.length - series.length };
}

/** Two series of one name would fall onto one place. */
function named(rows: readonly Category[]): Category[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const count = (seen.get(row.name) ?? 0) + 1;
    seen.set(row.name, count);
    return count === 1 ? row : { ...row, name: `${row.name} (${count})` };
  });
}

/** Those to be shown, in their order, and what was left: added up where that is wanted and means something. */
export interface Shown {
  readonly rows: readonly Category[];
  readonly rest: readonly Category[];
  readonly other: Category | undefined;
}

export function shownOf(rows: readonly Category[], most: number, sort: Options['sort'], adds: boolean): Shown {
  const known = rows.filter(({ values }) => values.some(Number.isFinite));
  const bySize = known.toSorted((one, other) => Math.abs(totalOf(other)) - Math.abs(totalOf(one)));
  // One bar for a rest of one would hide its name for nothing.
  const count = known.length <= most ? known.length : Math.max(1, adds ? most - 1 : most);
  const kept = new Set(bySize.slice(0, count));
  const rest = known.filter((row) => !kept.has(row));
  return {
    rows: sorted(
      known.filter((row) => kept.has(row)),
      sort,
    ),
    rest,
    other: adds && rest.length > 0 ? sumOf(rest) : undefined,
  };
}

const totalOf = ({ values }: Category) => values.reduce((sum, value) => sum + (Number.isFinite(value) ? value : 0), 0);

function sorted(rows: readonly Category[], sort: Options['sort']): readonly Category[] {
  if (sort === 'data') return rows;
  if (sort === 'value') return rows.toSorted((one, other) => totalOf(other) - totalOf(one));
  const order = new Intl.Collator('en', { numeric: true });
  return rows.toSorted((one, other) => order.compare(one.name, other.name));
}

const sumOf = (rest: readonly Category[]): Category => ({
  name: `Other (${rest.length})`,
  values: (rest[0]?.values ?? []).map((_, at) => {
    const known = rest.map(({ values }) => values[at] ?? NaN).filter(Number.isFinite);
    return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : NaN;
  }),
});
