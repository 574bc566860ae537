import { cellAt, frameOf, NO_BOOLEAN, NO_STRING, type Field, type FieldType, type Frame } from '../frame.js';

/** One value of a column, null where it is missing. */
export type Cell = ReturnType<typeof cellAt>;

/** What a column is apart from its values. Totals are of all the points behind the values, so they never stay. */
export type Heading = Omit<Field, 'values' | 'dictionary' | 'totals' | 'type'>;

export const cellsOf = (field: Field): Cell[] =>
  Array.from({ length: field.values.length }, (_, row) => cellAt(field, row));

export function headingOf({ name, metric, labels, unit, display }: Field): Heading {
  return {
    name,
    ...(metric === undefined ? {} : { metric }),
    ...(labels === undefined ? {} : { labels }),
    ...(unit === undefined ? {} : { unit }),
    ...(display === undefined ? {} : { display }),
  };
}

export function columnOf(heading: Heading, type: FieldType, cells: readonly Cell[]): Field {
  switch (type) {
    case 'time':
    case 'number':
      return { ...heading, type, values: Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell))) };
    case 'boolean':
      return {
        ...heading,
        type,
        values: Uint8Array.from(cells, (cell) => (cell === null ? NO_BOOLEAN : Number(cell))),
      };
    case 'string': {
      const places = new Map<string, number>();
      const values = Uint32Array.from(cells, (cell) => {
        if (cell === null) return NO_STRING;
        const text = String(cell);
        const known = places.get(text) ?? places.size;
        places.set(text, known);
        return known;
      });
      return { ...heading, type, dictionary: [...places.keys()], values };
    }
  }
}

/** The same frame with some of its rows, in this order. */
export function withRows(frame: Frame, rows: readonly number[]): Frame {
  const fields = frame.fields.map((field) => fieldWithRows(field, rows));
  return { ...frame, length: rows.length, fields };
}

/** A row that is -1 is missing. */
export function fieldWithRows(field: Field, rows: readonly number[]): Field {
  const heading = headingOf(field);
  switch (field.type) {
    case 'time':
    case 'number':
      return { ...heading, type: field.type, values: Float64Array.from(rows, (row) => field.values[row] ?? NaN) };
    case 'boolean':
      return { ...heading, type: 'boolean', values: Uint8Array.from(rows, (row) => field.values[row] ?? NO_BOOLEAN) };
    case 'string': {
      const values = Uint32Array.from(rows, (row) => field.values[row] ?? NO_STRING);
      return { ...heading, type: 'string', dictionary: field.dictionary, values };
    }
  }
}

/** The same frame with other columns; what it says about its numbers stays. */
export const withFields = ({ name, length: _, fields: __, ...provenance }: Frame, fields: readonly Field[]): Frame =>
  frameOf(name, fields, provenance);
