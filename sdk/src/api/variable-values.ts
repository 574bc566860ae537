import * as z from 'zod';

/** How queries, titles and addresses call a variable. */
export const VariableName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'A name begins with a letter and holds letters, digits and _ only.');

export const VariableValue = z.union([z.string().max(1000), z.number(), z.boolean()]);
export type VariableValue = z.output<typeof VariableValue>;

/** So many values a variable offers, and so many can be chosen. */
export const MOST_VALUES = 500;

/** Some values, or all of them: whoever asks for a document that is not saved says which values these are. */
export const VariableChoice = z.union([
  z.array(VariableValue).max(MOST_VALUES),
  z.strictObject({ all: z.literal(true), values: z.array(VariableValue).max(MOST_VALUES).optional() }),
]);
export type VariableChoice = z.output<typeof VariableChoice>;

/** What is chosen, by the names of the variables. */
export const VariableChoices = z.record(VariableName, VariableChoice);
export type VariableChoices = z.output<typeof VariableChoices>;

/** The same in a query string, as JSON. */
export const ChoicesParam = z
  .string()
  .max(8000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'Write the choices as JSON.' });
      return z.NEVER;
    }
  })
  .pipe(VariableChoices);

/**
 * Stands in a query in the place of a value. The server puts what is chosen into that place by the type that the query's
 * schema gives it; it is never pasted into a text.
 */
export const VariableReference = z.strictObject({ $variable: VariableName });
export type VariableReference = z.output<typeof VariableReference>;

/** Without the schema library, since it runs over every value of every query. */
export function isReference(value: unknown): value is VariableReference {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).length === 1 && typeof (value as { $variable?: unknown }).$variable === 'string';
}

export const isAll = (choice: VariableChoice): choice is Exclude<VariableChoice, readonly VariableValue[]> =>
  !Array.isArray(choice);
