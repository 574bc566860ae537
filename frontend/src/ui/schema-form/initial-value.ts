import { plainCopy } from '../picture/check/plain-copy';
import { kindOf, plainNode, type SchemaNode } from './schema-node';

/**
 * What a form begins with where nothing is given yet: the defaults of the schema, constants, and empty texts and lists
 * where something must stand. A required number stays open: nobody has chosen it.
 */
export function initialValue(schema: SchemaNode, required = true): unknown {
  const node = plainNode(schema);
  if (node.default !== undefined) return plainCopy(node.default);
  if (!required) return undefined;
  return EMPTY[kindOf(node)]?.(node);
}

const EMPTY: Partial<Record<string, (node: SchemaNode) => unknown>> = {
  constant: (node) => node.const,
  text: () => '',
  lines: () => '',
  code: () => '',
  offered: () => '',
  switch: () => false,
  list: () => [],
  record: () => ({}),
  group: ({ properties = {}, required = [] }) =>
    Object.fromEntries(
      Object.entries(properties)
        .map(([name, node]) => [name, initialValue(node, required.includes(name))] as const)
        .filter(([, value]) => value !== undefined),
    ),
};
