import type { NumberField } from '@quarterdeck/sdk';

/** What a series is called: by its labels, else by its metric or its column. */
export const nameOf = ({ labels, metric, name }: Pick<NumberField, 'labels' | 'metric' | 'name'>): string =>
  Object.values(labels ?? {}).join(', ') || (metric ?? name);

/** Sums of these say nothing: shares of different wholes, and times that ran side by side. */
const NEVER_ADDED = new Set(['percent', 'ratio', 'ms', 's']);
export const canBeAdded = (unit = ''): boolean => !NEVER_ADDED.has(unit);
