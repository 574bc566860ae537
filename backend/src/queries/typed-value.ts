import type { VariableValue } from '@quarterdeck/sdk/api/variable-values';
import { intervalMs } from '@quarterdeck/sdk/api/variable-choices';
import { invalid } from '../platform/errors.js';

/** What a JSON Schema says of one value. */
export interface TypedNode {
  readonly type?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly oneOf?: readonly TypedNode[];
  readonly anyOf?: readonly TypedNode[];
}

/** A chosen value with the type of the field it is for. Throws `invalid` where it has none of it. */
export function typedValue(
  node: TypedNode | undefined,
  value: VariableValue,
  variable: string,
  path: string,
): VariableValue {
  const typed = node === undefined ? value : converted(node, value);
  if (typed !== undefined) return typed;
  const sentence = `The variable “${variable}” is “${String(value)}”, and “${path}” ${wanted(node)}.`;
  throw invalid('variable.wrong-type', sentence);
}

/** "This or that", which a schema says in three ways. */
export function alternativesOf<N extends TypedNode>(node: N): readonly N[] {
  const given = (node.anyOf ?? node.oneOf) as readonly N[] | undefined;
  if (given) return given;
  return Array.isArray(node.type) ? node.type.map((type: unknown) => ({ ...node, type })) : [node];
}

function converted(node: TypedNode, value: VariableValue): VariableValue | undefined {
  const words = node.enum ?? (node.const === undefined ? undefined : [node.const]);
  if (words) return words.find((word): word is VariableValue => isPlain(word) && String(word) === String(value));
  const given = alternativesOf(node);
  if (given.length > 1) return firstFit(given, value);
  if (given[0] && given[0] !== node) return converted(given[0], value);
  return CONVERSIONS[String(node.type)]?.(value);
}

function firstFit(nodes: readonly TypedNode[], value: VariableValue): VariableValue | undefined {
  const fits = nodes.map((node) => converted(node, value));
  // The alternative that takes the value as it is goes before one that must change it.
  return fits.find((fit) => fit === value) ?? fits.find((fit) => fit !== undefined);
}

const CONVERSIONS: Readonly<Record<string, ((value: VariableValue) => VariableValue | undefined) | undefined>> = {
  string: String,
  number: asNumber,
  integer: (value) => {
    const number = asNumber(value);
    return Number.isInteger(number) ? number : undefined;
  },
  boolean: (value) => ({ true: true, false: false })[String(value)],
};

function asNumber(value: VariableValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : intervalMs(value);
}

const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

const WANTED: Readonly<Record<string, string | undefined>> = {
  number: 'takes a number',
  integer: 'takes a whole number',
  boolean: 'takes true or false',
};
const wanted = (schema: TypedNode | undefined) => {
  const [node] = schema ? alternativesOf(schema) : [];
  if (node?.enum) return `takes one of ${node.enum.map(String).join(', ')}`;
  return WANTED[String(node?.type)] ?? 'takes no such value';
};
