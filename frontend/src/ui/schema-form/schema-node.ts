/** A JSON Schema within the subset that plugins may use for their settings, questions and options. */
export interface SchemaNode {
  readonly type?: unknown;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  /** Kept for what was saved with it: shown only where it has a value. */
  readonly deprecated?: boolean;
  /** Ours: stored encrypted and never sent back. */
  readonly secret?: boolean;
  /** Ours: a text of several lines. */
  readonly multiline?: boolean;
  /** Ours: what most people leave as it is; it waits behind "More settings". */
  readonly advanced?: boolean;
  /** Ours: code in this language. */
  readonly language?: string;
  /** Ours: the service behind the form offers words for it, under this name. */
  readonly options?: string;
  /** Ours, set by {@link plainNode}: emptied, the field is null. */
  readonly nullable?: boolean;
}

export type FieldKind =
  | 'text'
  | 'lines'
  | 'code'
  | 'offered'
  | 'number'
  | 'switch'
  | 'choice'
  | 'secret'
  | 'group'
  | 'union'
  | 'list'
  | 'record'
  | 'constant'
  | 'foreign';

/** "This or nothing" said as an alternative becomes the thing itself, which may be empty. */
export function plainNode(node: SchemaNode): SchemaNode {
  const real = alternatives(node).filter(({ type }) => type !== 'null');
  const [only] = real;
  if (!only || real.length > 1) return node;
  const { anyOf: _, oneOf: __, ...words } = node;
  return { ...only, ...words, nullable: real.length < alternatives(node).length };
}

const OF_TYPE: Readonly<Record<string, FieldKind | undefined>> = {
  number: 'number',
  integer: 'number',
  boolean: 'switch',
  array: 'list',
};

/** Which control a form draws for a schema. `foreign` is what no form can show. */
export function kindOf(node: SchemaNode): FieldKind {
  if (node.const !== undefined) return 'constant';
  if (choicesOf(node)) return 'choice';
  if (alternatives(node).length > 0) return discriminator(node) === undefined ? 'foreign' : 'union';
  if (node.type === 'object') return kindOfObject(node);
  return node.type === 'string' ? kindOfText(node) : (OF_TYPE[String(node.type)] ?? 'foreign');
}

function kindOfText({ secret, multiline, format, language, options }: SchemaNode): FieldKind {
  if (secret) return 'secret';
  if (language !== undefined) return 'code';
  if (options !== undefined) return 'offered';
  return multiline || format === 'markdown' ? 'lines' : 'text';
}

function kindOfObject({ properties, additionalProperties }: SchemaNode): FieldKind {
  if (properties || typeof additionalProperties !== 'object') return 'group';
  return kindOf(additionalProperties) === 'text' ? 'record' : 'foreign';
}

export interface Choice {
  readonly value: unknown;
  readonly label: string;
}

/** The words to choose from, for an enum or for alternatives that are all constants. */
export function choicesOf(node: SchemaNode): readonly Choice[] | undefined {
  if (node.enum) return node.enum.map((value) => ({ value, label: inWords(String(value)) }));
  const given = alternatives(node);
  if (given.length === 0 || given.some((one) => one.const === undefined)) return undefined;
  return given.map((one) => ({ value: one.const, label: one.title ?? inWords(String(one.const)) }));
}

/** The field that tells the alternatives of a tagged union apart. */
export function discriminator(node: SchemaNode): string | undefined {
  const [first, ...others] = alternatives(node);
  return Object.keys(first?.properties ?? {}).find((name) =>
    [first, ...others].every((one) => one?.properties?.[name]?.const !== undefined),
  );
}

export const alternatives = (node: SchemaNode): readonly SchemaNode[] => node.oneOf ?? node.anyOf ?? [];

export interface Member {
  readonly name: string;
  readonly label: string;
  readonly node: SchemaNode;
  readonly required: boolean;
}

/** The fields of an object that a person fills in: all but the constants. */
export function membersOf({ properties = {}, required = [] }: SchemaNode): readonly Member[] {
  return Object.entries(properties)
    .filter(([, node]) => kindOf(plainNode(node)) !== 'constant')
    .map(([name, node]) => ({ name, label: labelOf(name, plainNode(node)), node, required: required.includes(name) }));
}

/** The label of a field: its title, or its name read out: `baseUrl` is "Base url". */
const labelOf = (name: string, { title }: SchemaNode): string => title ?? inWords(name);

/** `lower_is_better` is "Lower is better". */
export function inWords(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
    .replace(/[_-]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
