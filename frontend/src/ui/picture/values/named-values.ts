/** Values by the names they stand under: the slices of a pie, the bars of a category. */
export interface NamedValue {
  readonly name: string;
  readonly value: number;
}

/** What widgets call those that were too many: which ones it holds differs from time to time. */
const REST = /^Other \(\d+\)$/;

/**
 * What each of the present names was worth at an earlier time; null where that is not known. A name that stood there twice says
 * nothing, and a rest is the same rest only where all the others are the same too.
 */
export function valuesThen(names: readonly string[], then: readonly NamedValue[]): (number | null)[] {
  const byName = new Map<string, number | null>();
  for (const { name, value } of then) byName.set(name, byName.has(name) || !Number.isFinite(value) ? null : value);
  const isSame = byName.size === names.length && names.every((name) => byName.has(name));
  return names.map((name) => (REST.test(name) && !isSame ? null : (byName.get(name) ?? null)));
}
