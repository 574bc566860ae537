import * as z from 'zod';
import type { FieldProblem } from '../platform/errors.js';

type Document = Readonly<Record<string, unknown>>;

/** Manifests do not change while they are installed, and making a validator costs more than using it. */
const validators = new WeakMap<Document, z.ZodType>();

/** What is wrong with a value, measured by a schema of a manifest; empty when nothing is. */
export function problemsOf(schema: Document, value: unknown): FieldProblem[] {
  const validator = validators.get(schema) ?? z.fromJSONSchema(schema);
  validators.set(schema, validator);
  const parsed = validator.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message }));
}
