/**
 * What the SDK's own schemas need of zod, in a tenth of its size. Bundlers for browsers take this module in the place of
 * zod for the SDK (`browser` in its package.json), for a reader of a dashboard should not wait for code that makes forms
 * and JSON Schemas. It reads every value as zod does, which a test proves for every schema; what it lacks, the test misses.
 */
import { ArraySchema, ObjectSchema, readKinds, readRecord, readTuple, readUnion, type Shape } from './made.js';
import {
  DATETIME,
  DATETIME_WITH_OFFSET,
  EMAIL,
  EnumSchema,
  isNumber,
  NumberSchema,
  StringSchema,
  UUID,
} from './plain.js';
import { Schema, typed } from './schema.js';

export { ZodError } from './schema.js';
export const NEVER = undefined as never;

export const string = () => new StringSchema();
export const uuid = () => string().format(UUID, 'UUID');
export const email = () => string().format(EMAIL, 'email address');
export const iso = {
  datetime: ({ offset = false } = {}) => string().format(offset ? DATETIME_WITH_OFFSET : DATETIME, 'ISO datetime'),
};
export const number = () => new NumberSchema(typed('number', isNumber));
export const int = () => number().int();
export const coerce = {
  number: () => new NumberSchema((value, report) => typed('number', isNumber)(Number(value), report)),
};
export const boolean = () => new Schema(typed('boolean', (value) => typeof value === 'boolean'));
const nothing = () => new Schema(typed('null', (value) => value === null));
export { nothing as null };
export const unknown = () => new Schema((value) => value);
/** Only ever sent. */
export const file = unknown;
const YES = ['true', '1', 'yes', 'on', 'y', 'enabled'];
const NO = ['false', '0', 'no', 'off', 'n', 'disabled'];
export const stringbool = () =>
  string()
    .transform((text) => (text as string).toLowerCase())
    .pipe(new EnumSchema([...YES, ...NO]))
    .transform((text) => YES.includes(text as string));

export const literal = (value: unknown) => new EnumSchema(Array.isArray(value) ? value : [value]);
const oneOf = (options: readonly string[]) => new EnumSchema(options);
export { oneOf as enum };

export const object = (shape: Shape) => new ObjectSchema(shape);
export const strictObject = (shape: Shape) => new ObjectSchema(shape, true);
export const array = (element: Schema) => new ArraySchema(element);
export const tuple = (elements: readonly Schema[]) => new Schema(readTuple(elements));
export const record = (key: Schema, element: Schema) => new Schema(readRecord(key, element));
export const union = (...parts: Parameters<typeof readUnion>) => new Schema(readUnion(...parts));
export const discriminatedUnion = (name: string, options: readonly ObjectSchema[]) =>
  new Schema(readKinds(name, options));
export const intersection = (one: Schema, other: Schema) => one.and(other);
export const lazy = (schema: () => Schema) => new Schema((value, report) => schema().read(value, report));
