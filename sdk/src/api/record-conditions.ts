import * as z from 'zod';

/**
 * What may be asked of a field. `above` and the like compare numbers where the value is one, and texts else, so that dates
 * written as 2026-01-31 stand in their order.
 */
export const RecordTest = z.enum([
  'is',
  'is-not',
  'above',
  'at-least',
  'below',
  'at-most',
  'contains',
  'is-there',
  'is-missing',
]);
export type RecordTest = z.output<typeof RecordTest>;

/** Tests that look at the field alone. */
export const WITHOUT_VALUE: ReadonlySet<RecordTest> = new Set<RecordTest>(['is-there', 'is-missing']);

const Value = z
  .string()
  .max(500)
  .regex(/^[^\0]*$/);

/** One condition on a field of a record. `is` with several values means any of them, `is-not` none of them. */
export const RecordCondition = z
  .object({
    field: z
      .string()
      .min(1, 'Name a field.')
      .max(200)
      .regex(/^[^\0]*$/)
      .meta({ title: 'Field', options: 'fields' }),
    test: RecordTest.default('is').meta({ title: 'Test' }),
    values: z.array(Value).max(100).default([]).meta({ title: 'Values' }),
  })
  .refine(({ test, values }) => WITHOUT_VALUE.has(test) || values.length > 0, {
    path: ['values'],
    message: 'Say with what it is compared.',
  });
export type RecordCondition = z.output<typeof RecordCondition>;
