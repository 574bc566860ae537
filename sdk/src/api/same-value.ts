/** Whether two JSON values say the same, in whatever order their keys came; a field that is undefined is none. */
export const sameValue = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

/** A JSON object: neither null nor a list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The things of a list by what tells them apart, their `id` or `name`; undefined for any other list. So a variable that
 * was added in front does not look as if every variable had changed.
 */
export function byIdentity(list: readonly unknown[]): Map<string, Record<string, unknown>> | undefined {
  const named = list.filter(isObject);
  for (const field of ['id', 'name']) {
    const keys = named.map((one) => one[field]).filter((key) => typeof key === 'string');
    if (keys.length === list.length && new Set(keys).size === keys.length)
      return new Map(keys.map((key, at) => [key, named[at] ?? {}]));
  }
  return undefined;
}
