import type { VariableValues } from '@quarterdeck/sdk';
import { isReference, type VariableValue } from '@quarterdeck/sdk/api/variable-values';
import { invalid } from '../platform/errors.js';
import { alternativesOf, typedValue, type TypedNode } from './typed-value.js';

/** What is chosen of a variable, as a query is filled with it. */
export interface FilledVariable extends VariableValues {
  /** "All" is chosen, and `values` are not all. */
  readonly truncated?: boolean;
  /** What it offers are connections, so it may stand for the source of a query. */
  readonly connects?: boolean;
  /** Why it cannot be used. */
  readonly problem?: { readonly code: string; readonly detail: string };
}
export type FilledVariables = Readonly<Record<string, FilledVariable>>;

/** A JSON Schema of a query's input, as manifests have it. */
export interface SchemaNode extends TypedNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
}

interface Place {
  readonly path: string;
  /** The field may be left out. */
  readonly optional: boolean;
}

/** What stands in the place of a field that is left out. */
const LEFT_OUT = Symbol('left out');

/**
 * A query's input with values in the place of references, each with the type that the schema wants there: several where it
 * wants a list, one where it wants one. "All" leaves an optional field out and is every value elsewhere. Throws `invalid`
 * with a sentence that names the variable and the field.
 */
export function filledInput(
  schema: SchemaNode | undefined,
  input: Readonly<Record<string, unknown>>,
  variables: FilledVariables,
): Record<string, unknown> {
  return filledObject(schema, input, variables, '');
}

function filled(schema: SchemaNode | undefined, value: unknown, variables: FilledVariables, place: Place): unknown {
  if (isReference(value)) return inPlace(schema, required(variables, value.$variable), value.$variable, place);
  if (Array.isArray(value)) return filledList(schema, value, variables, place.path);
  if (typeof value !== 'object' || value === null) return value;
  return filledObject(schema, value as Record<string, unknown>, variables, place.path);
}

function filledObject(
  schema: SchemaNode | undefined,
  value: Readonly<Record<string, unknown>>,
  variables: FilledVariables,
  path: string,
): Record<string, unknown> {
  const node = objectNode(schema, value);
  const entries = Object.entries(value).map(([name, one]) => {
    const child = own(node?.properties, name) ?? schemaOf(node?.additionalProperties);
    const optional = node !== undefined && !(node.required ?? []).includes(name) && child?.default === undefined;
    return [name, filled(child, one, variables, { path: path ? `${path}.${name}` : name, optional })] as const;
  });
  return Object.fromEntries(entries.filter(([, one]) => one !== LEFT_OUT));
}

/** A reference among the items stands for all of its values. */
function filledList(
  schema: SchemaNode | undefined,
  list: readonly unknown[],
  variables: FilledVariables,
  path: string,
): unknown[] {
  const items = alternatives(schema).find((node) => node.items)?.items;
  return list.flatMap((item, at) => {
    if (!isReference(item)) return [filled(items, item, variables, { path: `${path}.${at}`, optional: false })];
    const { values } = required(variables, item.$variable);
    return values.map((value) => typedValue(items, value, item.$variable, path));
  });
}

function inPlace(schema: SchemaNode | undefined, chosen: FilledVariable, name: string, place: Place): unknown {
  if (chosen.all && place.optional) return LEFT_OUT;
  if (chosen.truncated) throw invalid('variable.too-many', tooMany(name, place.path));
  const { path } = place;
  const { values } = chosen;
  const given = alternatives(schema);
  const list = given.find(({ type }) => type === 'array');
  const single = given.filter(({ type }) => type !== 'array');
  const wantsList = list !== undefined && (values.length !== 1 || single.length === 0);
  if (wantsList) return values.map((value) => typedValue(list.items, value, name, path));
  const [only] = values.length === 1 ? values : [];
  if (only === undefined) throw invalid('variable.not-one', notOne(name, path, values));
  return typedValue(schema && { anyOf: single }, only, name, path);
}

function required(variables: FilledVariables, name: string): FilledVariable {
  const chosen = own(variables, name);
  if (!chosen)
    throw invalid('variable.unknown', `This query asks for the variable “${name}”, which has no value here.`);
  if (chosen.problem) throw invalid(chosen.problem.code, withoutValues(name, chosen.problem));
  return chosen;
}

/** Of a union the alternative whose constants the value has. */
function objectNode(schema: SchemaNode | undefined, value: Readonly<Record<string, unknown>>): SchemaNode | undefined {
  const objects = alternatives(schema).filter(
    ({ properties, additionalProperties }) => properties ?? additionalProperties,
  );
  const fits = ({ properties = {} }: SchemaNode) =>
    Object.entries(properties).every(([name, node]) => node.const === undefined || node.const === value[name]);
  return objects.find(fits);
}

const alternatives = (schema: SchemaNode | undefined): readonly SchemaNode[] =>
  schema === undefined ? [] : alternativesOf(schema);
const schemaOf = (node: SchemaNode | boolean | undefined) => (typeof node === 'object' ? node : undefined);
const own = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record && Object.hasOwn(record, name) ? record[name] : undefined;

/** A refusal says itself which variable it is about. */
const withoutValues = (name: string, { code, detail }: NonNullable<FilledVariable['problem']>) =>
  code === 'variable.not-offered' ? detail : `The variable “${name}” has no values. ${detail}`;
const notOne = (name: string, path: string, values: readonly VariableValue[]) =>
  values.length === 0
    ? `The variable “${name}” has no value, and “${path}” needs one: choose one above.`
    : `The variable “${name}” has ${values.length} values, and “${path}” takes one: choose one above.`;
const tooMany = (name: string, path: string) =>
  `The variable “${name}” has more values than “${path}” can be asked with at once: choose some instead of all.`;
