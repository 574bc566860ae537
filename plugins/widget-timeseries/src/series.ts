import type { ColumnRef, Field, Frame, NumberField } from '@quarterdeck/sdk';

/** One line of the chart: a number column together with the time column of its frame. */
export interface Series {
  readonly name: string;
  readonly field: NumberField;
  readonly time: ColumnRef;
  readonly value: ColumnRef;
}

/** Every number column that has a time column beside it, in the order of the frames. */
export function seriesOf(frames: readonly Frame[]): Series[] {
  const found = frames.flatMap(({ fields }, frame) => {
    const time = fields.findIndex(({ type }) => type === 'time');
    if (time < 0) return [];
    return fields.flatMap((field, column) =>
      field.type === 'number' ? [{ field, time: [frame, time] as const, value: [frame, column] as const }] : [],
    );
  });
  const names = shortNames(found.map(({ field }) => field));
  return found.map((one, at) => ({ ...one, name: names[at] ?? one.field.name }));
}

/** Only what tells the series apart: the metric where there are several, and the labels that differ. */
function shortNames(fields: readonly Field[]): string[] {
  const titles = fields.map(titleOf);
  const severalTitles = new Set(titles).size > 1;
  const keys = [...new Set(fields.flatMap(({ labels = {} }) => Object.keys(labels)))].filter(
    (key) => new Set(fields.map(({ labels }) => labels?.[key])).size > 1,
  );
  return fields.map(({ labels = {} }, at) => {
    const told = keys.flatMap((key) => labels[key] ?? []).join(', ');
    const title = titles[at] ?? '';
    if (!told) return title;
    return severalTitles ? `${title} ${told}` : told;
  });
}

/** The series store names a series by the values of its labels unless the query names it: only then the name says more. */
function titleOf({ metric, labels = {}, name }: Field): string {
  const isNamed = name !== Object.values(labels).join(' · ');
  return isNamed ? name : (metric ?? name);
}

/** True where a value stands alone between two gaps: a line cannot show it, only a point can. */
export function hasLoneValue(values: Float64Array): boolean {
  return values.some((value, at) => known(value) && !known(values[at - 1]) && !known(values[at + 1]));
}

const known = (value: number | undefined) => value !== undefined && !Number.isNaN(value);
