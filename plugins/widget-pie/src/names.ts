import type { NumberField } from '@quarterdeck/sdk';

/** What a series is called: by its labels, else by its metric or its column. */
export const nameOf = ({ labels, metric, name }: Pick<NumberField, 'labels' | 'metric' | 'name'>): string =>
  Object.values(labels ?? {}).join(', ') || (metric ?? name);
