import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { schemaProblems } from '../../../ui/schema-form/schema-problems';
import type { SchemaNode } from '../../../ui/schema-form/schema-node';

type Options = Readonly<Record<string, unknown>>;

/** What was set for one widget and means the same to another: options of the same name that fit its schema. */
export function carriedOptions(
  options: Options,
  { options: schema }: Pick<Plugin, 'options'>,
): Record<string, unknown> {
  const { properties = {} } = (schema ?? {}) as SchemaNode;
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => {
      const node = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return node !== undefined && value !== undefined && schemaProblems(node, value).length === 0;
    }),
  );
}
