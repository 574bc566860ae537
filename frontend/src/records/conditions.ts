import { WITHOUT_VALUE, type RecordCondition, type RecordTest } from '@quarterdeck/sdk/api/record-conditions';

/** A condition as it is being written. */
export interface ConditionRow {
  readonly field: string;
  readonly test: RecordTest;
  /** Several where a comma stands between them. */
  readonly value: string;
}

export const NEW_ROW: ConditionRow = { field: '', test: 'is', value: '' };

/** Of several values any one is meant by these; the others compare with one. */
const SEVERAL: ReadonlySet<RecordTest> = new Set<RecordTest>(['is', 'is-not', 'contains']);

export const isBare = ({ test }: ConditionRow): boolean => WITHOUT_VALUE.has(test);

export const begunConditions = (conditions: readonly RecordCondition[]): readonly ConditionRow[] =>
  conditions.map(({ field, test, values }) => ({ field, test, value: values.join(', ') }));

/** Rows without a field are not meant. */
export const wholeConditions = (rows: readonly ConditionRow[]): RecordCondition[] =>
  rows.flatMap((row) => {
    const field = row.field.trim();
    return field === '' ? [] : [{ field, test: row.test, values: valuesOf(row) }];
  });

function valuesOf(row: ConditionRow): string[] {
  if (isBare(row)) return [];
  const parts = SEVERAL.has(row.test) ? row.value.split(',') : [row.value];
  return parts.flatMap((part) => part.trim() || []);
}
