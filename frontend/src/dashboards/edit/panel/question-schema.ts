import type { Connection } from '@quarterdeck/sdk/api/connections';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import type { Query } from '@quarterdeck/sdk/api/queries';
import { RECORDS_SOURCE } from '@quarterdeck/sdk/api/record-queries';
import { initialValue } from '../../../ui/schema-form/initial-value';
import type { SchemaNode } from '../../../ui/schema-form/schema-node';

/** The kinds of query that the datasource behind a pin such as `datasource-json@1` answers. */
export function kindsOf(plugins: readonly Plugin[], pin: string | undefined) {
  const plugin = plugins.find(({ id, version, kind, state }) => {
    return kind === 'datasource' && state.ready && `${id}@${version.split('.')[0] ?? ''}` === pin;
  });
  return Object.entries(plugin?.queries ?? {}).map(([name, query]) => ({ name, ...query }));
}

/** A text that must stand in the question is still empty: to ask would only be told so. */
export function isBegun(
  { source, kind, input }: Query,
  connections: readonly Connection[],
  plugins: readonly Plugin[],
): boolean {
  if (source === RECORDS_SOURCE) return typeof input.stream === 'string' && input.stream.trim() !== '';
  const pin = connections.find(({ id }) => id === source)?.plugin;
  const { properties = {}, required = [] }: SchemaNode =
    kindsOf(plugins, pin).find(({ name }) => name === kind)?.input ?? {};
  return !required.some((name) => {
    const given = input[name];
    return typeof given === 'string' && given.trim() === '' && (properties[name]?.minLength ?? 0) > 0;
  });
}

/** The first question to a connection, with nothing said yet; undefined where its plugin is not at hand. */
export function begunQuery({ id, plugin }: Connection, plugins: readonly Plugin[]): Query | undefined {
  const [kind] = kindsOf(plugins, plugin);
  return kind && { source: id, kind: kind.name, input: begun(kind.input) };
}

/** The form and the server agree from the first moment on what is not given yet. */
export const begun = (schema: Readonly<Record<string, unknown>>) =>
  (initialValue(schema) ?? {}) as Record<string, unknown>;
