import type { SeenField } from '@quarterdeck/sdk/api/records';

/** So many steps into a body. */
const DEEPEST = 3;
const MOST_FIELDS = 200;

interface Seen {
  readonly types: Set<string>;
  count: number;
}

/** The fields of these bodies by how often they are there, and by name. */
export function seenFields(bodies: readonly Readonly<Record<string, unknown>>[]): SeenField[] {
  const seen = new Map<string, Seen>();
  for (const body of bodies) note(seen, body, '', 1);
  return [...seen]
    .map(([name, { types, count }]) => ({ name, types: [...types].sort(), share: count / bodies.length }))
    .sort((one, other) => other.share - one.share || (one.name < other.name ? -1 : 1))
    .slice(0, MOST_FIELDS);
}

/** An object is its fields; a list is one field, since no field of it has a place. */
function note(seen: Map<string, Seen>, body: Readonly<Record<string, unknown>>, before: string, depth: number): void {
  for (const [key, value] of Object.entries(body)) {
    const name = before + key;
    if (value !== null && typeof value === 'object' && !Array.isArray(value) && depth < DEEPEST) {
      note(seen, value as Readonly<Record<string, unknown>>, `${name}.`, depth + 1);
      continue;
    }
    const field = seen.get(name) ?? { types: new Set<string>(), count: 0 };
    if (value !== null) field.types.add(typeOf(value));
    field.count++;
    seen.set(name, field);
  }
}

const typeOf = (value: unknown): string =>
  Array.isArray(value)
    ? 'list'
    : typeof value === 'string' && ISO_DAY.test(value)
      ? 'time'
      : typeof value === 'string'
        ? 'text'
        : typeof value;
const ISO_DAY = /^\d{4}-\d\d-\d\d(T|$)/;
