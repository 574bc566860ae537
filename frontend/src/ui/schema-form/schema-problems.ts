import { isReference } from '@quarterdeck/sdk/api/variable-values';
import type { MessageKey, MessageValues } from '../../messages/messages';
import {
  alternatives,
  choicesOf,
  discriminator,
  kindOf,
  plainNode,
  type FieldKind,
  type SchemaNode,
} from './schema-node';

/** What is wrong with a field, as the key of a sentence. */
export interface SchemaProblem {
  /** `thresholds.0.value`; empty for the whole. */
  readonly path: string;
  readonly key: MessageKey;
  readonly values?: MessageValues;
}

interface Place {
  readonly path: string;
  readonly required: boolean;
  /** Secrets that the server holds already. */
  readonly configured: readonly string[];
}
type Check = (node: SchemaNode, value: unknown, place: Place) => SchemaProblem[];

/** What a form can tell before it is sent. The server checks everything again, with the same schema and more. */
export function schemaProblems(
  schema: SchemaNode,
  value: unknown,
  configured: readonly string[] = [],
): SchemaProblem[] {
  return problemsAt(schema, value, { path: '', required: true, configured });
}

function problemsAt(schema: SchemaNode, given: unknown, place: Place): SchemaProblem[] {
  const node = plainNode(schema);
  const value = given === undefined ? node.default : given;
  // What a variable is set to only the server knows.
  if (isReference(value)) return [];
  if (value === undefined || value === null) return place.required ? missing(node, value, place) : [];
  return CHECKS[kindOf(node)]?.(node, value, place) ?? [];
}

function missing(node: SchemaNode, value: null | undefined, place: Place): SchemaProblem[] {
  const kind = kindOf(node);
  if (node.nullable || kind === 'constant') return [];
  if (kind === 'group') return checkGroup(node, {}, place);
  if (kind === 'secret' && value === undefined && place.configured.includes(place.path)) return [];
  return [{ path: place.path, key: MISSING[kind] ?? 'schemaForm.missing', values: { min: 1 } }];
}

const MISSING: Partial<Record<FieldKind, MessageKey>> = {
  list: 'schemaForm.tooFew',
  choice: 'schemaForm.choose',
  union: 'schemaForm.choose',
};

const CHECKS: Partial<Record<FieldKind, Check>> = {
  text: checkText,
  lines: checkText,
  code: checkText,
  offered: checkText,
  secret: checkText,
  number: checkNumber,
  choice: (node, value, { path }) =>
    choicesOf(node)?.some((one) => one.value === value) ? [] : [{ path, key: 'schemaForm.choose' }],
  group: checkGroup,
  list: checkList,
  record: (node, value, place) =>
    Object.entries(value as object).flatMap(([name, one]) =>
      problemsAt(node.additionalProperties as SchemaNode, one, inside(place, name, true)),
    ),
  union: checkUnion,
};

function checkText(node: SchemaNode, value: unknown, { path, required }: Place): SchemaProblem[] {
  const { minLength = 0, maxLength = Infinity } = node;
  const text = String(value);
  if (text === '') return required && !mayBeEmpty(node) ? [{ path, key: 'schemaForm.missing' }] : [];
  if (text.length < minLength) return [{ path, key: 'schemaForm.tooShort', values: { min: minLength } }];
  if (text.length > maxLength) return [{ path, key: 'schemaForm.tooLong', values: { max: maxLength } }];
  if (fits(node, text)) return [];
  return [{ path, key: node.format === 'uri' ? 'schemaForm.noAddress' : 'schemaForm.wrongForm' }];
}

const mayBeEmpty = (node: SchemaNode): boolean => (node.minLength ?? 0) === 0 && fits(node, '');
const fits = ({ pattern, format }: SchemaNode, text: string): boolean =>
  matches(text, pattern) && (format !== 'uri' || URL.canParse(text));

/** A pattern that this browser cannot read is left to the server. */
function matches(text: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return true;
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}

function checkNumber({ type, minimum, maximum }: SchemaNode, value: unknown, { path }: Place): SchemaProblem[] {
  if (typeof value !== 'number' || !Number.isFinite(value)) return [{ path, key: 'schemaForm.noNumber' }];
  if (type === 'integer' && !Number.isInteger(value)) return [{ path, key: 'schemaForm.noInteger' }];
  const [min, max] = [bound(minimum), bound(maximum)];
  if (min !== undefined && value < min) return [{ path, key: 'schemaForm.tooLow', values: { min } }];
  if (max !== undefined && value > max) return [{ path, key: 'schemaForm.tooHigh', values: { max } }];
  return [];
}

/** Schemas of integers carry the ends of what a double counts exactly, which nobody means. */
export const bound = (edge: number | undefined): number | undefined =>
  edge === undefined || Math.abs(edge) >= Number.MAX_SAFE_INTEGER ? undefined : edge;

function checkGroup({ properties = {}, required = [] }: SchemaNode, value: unknown, place: Place): SchemaProblem[] {
  const given = value as Readonly<Record<string, unknown>>;
  return Object.entries(properties).flatMap(([name, node]) =>
    problemsAt(node, given[name], inside(place, name, required.includes(name))),
  );
}

function checkList({ items = {}, minItems = 0, maxItems = Infinity }: SchemaNode, value: unknown, place: Place) {
  const list = value as readonly unknown[];
  const { path } = place;
  const own: SchemaProblem[] = [];
  if (list.length < minItems) own.push({ path, key: 'schemaForm.tooFew', values: { min: minItems } });
  if (list.length > maxItems) own.push({ path, key: 'schemaForm.tooMany', values: { max: maxItems } });
  return [...own, ...list.flatMap((one, at) => problemsAt(items, one, inside(place, String(at), true)))];
}

function checkUnion(node: SchemaNode, value: unknown, place: Place): SchemaProblem[] {
  const chosen = alternativeOf(node, value);
  return chosen ? checkGroup(chosen, value, place) : [{ path: place.path, key: 'schemaForm.choose' }];
}

/** The alternative of a tagged union that a value claims to be. */
export function alternativeOf(node: SchemaNode, value: unknown): SchemaNode | undefined {
  const tag = discriminator(node);
  if (tag === undefined || typeof value !== 'object' || value === null) return undefined;
  return alternatives(node).find(
    ({ properties }) => properties?.[tag]?.const === (value as Record<string, unknown>)[tag],
  );
}

const inside = ({ path, configured }: Place, name: string, required: boolean): Place => ({
  path: pathInside(path, name),
  required,
  configured,
});

export const pathInside = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
