import type { PointFault } from '../reading/point-readers.js';

const MOST_LABELS = 32;
const LONGEST_NAME = 64;
const LONGEST_VALUE = 256;
const LONGEST_METRIC = 200;

/** A name and a value. */
export type Label = readonly [name: string, value: string];

/**
 * The rule of `Labels` in the SDK, in a tight loop: for a program that sends one sample of each series it costs more than
 * everything else when a schema says it.
 */
export function labelFault(labels: readonly Label[], byName: Readonly<Record<string, string>>): PointFault | undefined {
  if (labels.length > MOST_LABELS || Object.keys(byName).length < labels.length) return labelsUnreadable(labels);
  for (const [name, value] of labels) {
    if (value.length > LONGEST_VALUE) return { code: 'label-too-long', path: name, held: value };
    if (name.includes('\0') || value.includes('\0')) return { code: 'label-unreadable', path: name, held: value };
    if (name === '' || name.length > LONGEST_NAME) return labelsUnreadable(labels);
  }
  return undefined;
}

/** Of a name that {@link allowedName} made. */
export const isMetricName = (name: string): boolean => name.length <= LONGEST_METRIC;

/** With `_` for each letter that no metric's name may hold, and before one that it may not begin with. */
export function allowedName(name: string): string {
  if (PLAIN.test(name)) return name;
  const letters = name.replace(/[^\p{L}\p{N}_.:/ -]/gu, '_');
  return /^[\p{L}_]/u.test(letters) ? letters : `_${letters}`;
}

/** What nearly all names are, found out at a fraction of the cost. */
const PLAIN = /^[a-zA-Z_][a-zA-Z0-9_:.]*$/;

const labelsUnreadable = (labels: readonly Label[]): PointFault => ({
  code: 'labels-unreadable',
  path: 'labels',
  held: labels.map(([name]) => name).join(', '),
});
