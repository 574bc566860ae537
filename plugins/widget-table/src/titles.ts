import type { Field } from '@quarterdeck/sdk';

/**
 * Columns of several series, called by what tells them apart: the labels that differ, before them the measure where there
 * are several. A column without labels keeps its own name.
 */
export function titlesOf(fields: readonly Field[]): (string | undefined)[] {
  const labelled = fields.filter(({ labels }) => labels && Object.keys(labels).length > 0);
  const keys = [...new Set(labelled.flatMap(({ labels = {} }) => Object.keys(labels)))].filter(
    (key) => new Set(labelled.map(({ labels }) => labels?.[key])).size > 1,
  );
  const several = new Set(labelled.map(measureOf)).size > 1;
  return fields.map((field) => {
    if (!labelled.includes(field)) return undefined;
    const told = keys.flatMap((key) => field.labels?.[key] ?? []).join(', ');
    if (told === '') return undefined;
    return several ? `${measureOf(field)} ${told}` : told;
  });
}

/** The series store names a series by the values of its labels unless the query names it: only then the name says more. */
function measureOf({ metric, labels = {}, name }: Field): string {
  return name === Object.values(labels).join(' · ') ? (metric ?? name) : name;
}
