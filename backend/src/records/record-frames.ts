import { frameOf, NO_BOOLEAN, NO_STRING, type Field, type Frame, type Provenance } from '@quarterdeck/sdk';

/** What stands in one cell of a table of records. */
type Cell = unknown;

const text = (cell: Cell): string | null =>
  cell === null || cell === undefined ? null : typeof cell === 'string' ? cell : JSON.stringify(cell);

export function stringField(name: string, cells: readonly Cell[]): Field {
  const places = new Map<string, number>();
  const values = Uint32Array.from(cells, (cell) => {
    const word = text(cell);
    if (word === null) return NO_STRING;
    const place = places.get(word) ?? places.size;
    places.set(word, place);
    return place;
  });
  return { name, type: 'string', dictionary: [...places.keys()], values };
}

export const numberField = (name: string, cells: readonly (number | null)[], more: Partial<Field> = {}): Field => ({
  ...more,
  name,
  type: 'number',
  values: Float64Array.from(cells, (cell) => cell ?? NaN),
});

export const timeField = (name: string, cells: readonly number[]): Field => ({
  name,
  type: 'time',
  values: Float64Array.from(cells),
});

/** A column of the type that all of its values have; text where they have several. */
export function fieldOf(name: string, cells: readonly Cell[]): Field {
  const there = cells.filter((cell) => cell !== null && cell !== undefined);
  const all = (type: string) => there.length > 0 && there.every((cell) => typeof cell === type);
  if (all('number')) return numberField(name, cells as (number | null)[]);
  if (!all('boolean')) return stringField(name, cells);
  const values = Uint8Array.from(cells, (cell) => (typeof cell === 'boolean' ? Number(cell) : NO_BOOLEAN));
  return { name, type: 'boolean', values };
}

/** What stands at `customer.country`. */
export function cellAt(body: unknown, field: string): Cell {
  let at: unknown = body;
  for (const step of field.split('.')) {
    if (typeof at !== 'object' || at === null) return null;
    at = (at as Record<string, unknown>)[step];
  }
  return at ?? null;
}

export const tableOf = (name: string, fields: readonly Field[], provenance: Provenance): Frame =>
  frameOf(name, fields, provenance);
