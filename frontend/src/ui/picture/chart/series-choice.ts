/** What was pressed with it: either of them means "this one too" instead of "this one only". */
export interface Held {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * Which series are hidden after one was pressed in the legend: the others, or none where it stood alone already. With Ctrl
 * or Shift held, the one alone is hidden or shown again; the last one that is left is never hidden.
 */
export function chosen(
  names: readonly string[],
  hidden: ReadonlySet<string>,
  name: string,
  { ctrlKey, metaKey, shiftKey }: Held,
): ReadonlySet<string> {
  const shown = names.filter((one) => !hidden.has(one));
  const isAlone = shown.every((one) => one === name) && shown.length > 0;
  if (!(ctrlKey || metaKey || shiftKey)) return isAlone ? new Set() : new Set(names.filter((one) => one !== name));
  if (isAlone) return new Set();
  const next = new Set(hidden);
  if (!next.delete(name)) next.add(name);
  return next;
}
