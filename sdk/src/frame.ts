import type { FieldDisplay } from './display.js';

/**
 * What a column of buckets knows of all the points behind it. A mean of bucket means is not the mean of the points, and the
 * highest mean hides the highest point: whoever says one number for the whole column takes it from here.
 */
export interface Totals {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

/** What every column of a {@link Frame} carries beside its values. */
interface FieldBase {
  readonly name: string;
  /** The metric whose values these are; set by the series store, free for plugins. */
  readonly metric?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** A unit of `formatValue`, such as `percent`, `bytes`, `ms` or `currency:USD`. */
  readonly unit?: string;
  /** How the panel wants its values shown. Set by the host alone, before a widget draws; see {@link FieldDisplay}. */
  readonly display?: FieldDisplay;
}
/** Epoch milliseconds; NaN is a missing time. */
export interface TimeField extends FieldBase {
  readonly type: 'time';
  readonly values: Float64Array;
}
/** NaN is a missing value. */
export interface NumberField extends FieldBase {
  readonly type: 'number';
  readonly values: Float64Array;
  /** Set where the values are buckets of points of the same quantity; left out where they are the points themselves. */
  readonly totals?: Totals;
}
/** 0, 1, or 255 for a missing value. */
export interface BooleanField extends FieldBase {
  readonly type: 'boolean';
  readonly values: Uint8Array;
}
/** Each value is a place in `dictionary`; {@link NO_STRING} is a missing value. */
export interface StringField extends FieldBase {
  readonly type: 'string';
  readonly dictionary: readonly string[];
  readonly values: Uint32Array;
}
export type Field = TimeField | NumberField | BooleanField | StringField;
export type FieldType = Field['type'];

export const NO_STRING = 0xffffffff;
export const NO_BOOLEAN = 255;

export interface Notice {
  readonly level: 'info' | 'warning';
  readonly text: string;
}

/** What a frame says about its own numbers. The core fills in what the source left out. */
export interface Provenance {
  /** When the numbers were true, in epoch milliseconds. */
  readonly asOf?: number;
  /** Width of one bucket in milliseconds; 0 is raw. Left out where rows are not spaced in time. */
  readonly resolutionMs?: number;
  /** Where the numbers come from, in words a person can use: `metrics (raw)`, `datasource-json 1.0.0`. */
  readonly source?: string;
  /** True when rows were left out. A frame that says so is shown with a badge. */
  readonly truncated?: boolean;
  readonly notices?: readonly Notice[];
}

/** The columnar answer: the only shape in which data travels. All fields have `length` values. */
export interface Frame extends Provenance {
  readonly name: string;
  readonly length: number;
  readonly fields: readonly Field[];
}

/** Makes a frame of finished columns; throws a RangeError when their lengths differ. */
export function frameOf(name: string, fields: readonly Field[], provenance: Provenance = {}): Frame {
  const length = fields[0]?.values.length ?? 0;
  for (const field of fields) {
    if (field.values.length !== length) {
      throw new RangeError(
        `Frame "${name}": column "${field.name}" has ${field.values.length} values, the first one ${length}.`,
      );
    }
  }
  return { name, length, fields, ...provenance };
}

export type Columns = Readonly<Record<string, FieldType | { readonly type: FieldType; readonly unit?: string }>>;
type TypeOf<C> = C extends { readonly type: infer T extends FieldType } ? T : C extends FieldType ? C : never;
type CellOf<T extends FieldType> =
  (T extends 'string' ? string : T extends 'boolean' ? boolean : T extends 'time' ? Date | number : number) | null;
/** One row for {@link FrameBuilder.push}: a cell for every declared column, null where the value is missing. */
export type Row<C extends Columns> = { readonly [K in keyof C]: CellOf<TypeOf<C[K]>> };

export interface FrameBuilder<C extends Columns> {
  push(row: Row<C>): void;
  readonly length: number;
  /** May be called once, at the end. */
  build(provenance?: Provenance): Frame;
}

type Cell = string | number | boolean | Date | null;

/**
 * Builds a frame row by row. A datasource calls it where its service answers in rows.
 *
 * @example const orders = frame('orders', { at: 'time', total: { type: 'number', unit: 'currency:EUR' } });
 */
export function frame<const C extends Columns>(name: string, columns: C): FrameBuilder<C> {
  const collectors = Object.entries(columns).map(([column, spec]) =>
    collector(column, typeof spec === 'string' ? { type: spec } : spec),
  );
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(row) {
      for (const { column, add } of collectors) add((row as Record<string, Cell | undefined>)[column] ?? null);
      length++;
    },
    build: (provenance) =>
      frameOf(
        name,
        collectors.map(({ finish }) => finish()),
        provenance,
      ),
  };
}

interface Collector {
  readonly column: string;
  readonly add: (cell: Cell) => void;
  readonly finish: () => Field;
}

function collector(column: string, spec: { type: FieldType; unit?: string }): Collector {
  const base = { name: column, ...(spec.unit === undefined ? {} : { unit: spec.unit }) };
  const numbers: number[] = [];
  switch (spec.type) {
    case 'string':
      return stringCollector(column, base);
    case 'boolean':
      return {
        column,
        add: (cell) => numbers.push(cell === null ? NO_BOOLEAN : Number(cell)),
        finish: () => ({ ...base, type: 'boolean', values: Uint8Array.from(numbers) }),
      };
    case 'time':
    case 'number':
      return {
        column,
        add: (cell) => numbers.push(cell === null ? NaN : Number(cell)),
        finish: () => ({ ...base, type: spec.type as 'time' | 'number', values: Float64Array.from(numbers) }),
      };
  }
}

function stringCollector(column: string, base: { name: string; unit?: string }): Collector {
  const places = new Map<string, number>();
  const values: number[] = [];
  return {
    column,
    add(cell) {
      if (cell === null) return void values.push(NO_STRING);
      const text = String(cell);
      let place = places.get(text);
      if (place === undefined) places.set(text, (place = places.size));
      values.push(place);
    },
    finish: () => ({ ...base, type: 'string', dictionary: [...places.keys()], values: Uint32Array.from(values) }),
  };
}

/** One cell as a plain value, null where it is missing. For tables, exports and tests; loops read `values` directly. */
export function cellAt(field: Field, row: number): string | number | boolean | null {
  const raw = field.values[row];
  if (raw === undefined) return null;
  switch (field.type) {
    case 'string':
      return raw === NO_STRING ? null : (field.dictionary[raw] ?? null);
    case 'boolean':
      return raw === NO_BOOLEAN ? null : raw === 1;
    case 'time':
    case 'number':
      return Number.isNaN(raw) ? null : raw;
  }
}
