interface Node {
  readonly type?: unknown;
  readonly properties?: unknown;
  readonly oneOf?: readonly Node[];
  readonly anyOf?: readonly Node[];
  readonly [word: string]: unknown;
}

/** Words of JSON Schema that the host draws no form for. */
const FOREIGN = [
  ...['$ref', '$defs', 'allOf', 'not', 'if', 'then', 'else', 'patternProperties', 'prefixItems', 'contains'],
  ...['dependentSchemas', 'dependentRequired', 'unevaluatedProperties', 'unevaluatedItems'],
];
const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];

/**
 * What in a JSON Schema lies outside the subset that every form of Quarterdeck can show: strings, numbers, booleans,
 * enums, lists, records, objects and unions of those. `quarterdeck plugin pack` and the contract kits refuse a plugin with
 * such a schema.
 *
 * @returns one sentence per offence, each beginning with the path of the field; empty for a good schema.
 */
export function outsideSubset(schema: Node, path = 'the schema'): string[] {
  const foreign = FOREIGN.filter((word) => word in schema).map((word) => `${path} uses "${word}".`);
  const children = [
    ...Object.entries(nodeOf(schema.properties)).map(([name, child]) => ({ at: inside(path, name), child })),
    ...alternatives(schema).map((child) => ({ at: path, child })),
    ...['items', 'additionalProperties'].flatMap((word) =>
      typeof schema[word] === 'object' ? [{ at: `${path}[]`, child: schema[word] }] : [],
    ),
  ];
  return [
    ...foreign,
    ...typeOffence(schema, path),
    ...children.flatMap(({ at, child }) => outsideSubset(nodeOf(child), at)),
  ];
}

function typeOffence(schema: Node, path: string): string[] {
  if ('enum' in schema || 'const' in schema || alternatives(schema).length > 0) return [];
  if (TYPES.includes(schema.type as string)) return [];
  return [`${path} has no single type.`];
}

const inside = (path: string, name: string) => (path === 'the schema' ? name : `${path}.${name}`);
const alternatives = (schema: Node) => [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
const nodeOf = (value: unknown): Node => (typeof value === 'object' && value !== null ? (value as Node) : {});
