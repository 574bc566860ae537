import { NO_STRING, type Field, type NumberField } from '@quarterdeck/sdk';

/** What a series is called: by its labels, else by its metric or its column. */
export const nameOf = ({ labels, metric, name }: Pick<NumberField, 'labels' | 'metric' | 'name'>): string =>
  Object.values(labels ?? {}).join(', ') || (metric ?? name);

/** The labels of series that became rows, a column each: a link may ask for them. */
export function labelColumns(rows: readonly { readonly labels?: Readonly<Record<string, string>> }[]): Field[] {
  const keys = new Set(rows.flatMap(({ labels = {} }) => Object.keys(labels)));
  return [...keys].map((name) => {
    const dictionary = rows.map(({ labels = {} }) => labels[name] ?? '');
    const values = Uint32Array.from(rows, ({ labels = {} }, at) => (labels[name] === undefined ? NO_STRING : at));
    return { name, type: 'string', dictionary, values };
  });
}
