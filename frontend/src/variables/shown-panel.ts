import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { withVariables } from '@quarterdeck/sdk/api/variable-choices';

type Words = ReadonlyMap<string, string>;

/** A panel with `{{name}}` replaced in its title, description and texts; the same panel where there is nothing to replace. */
export function shownPanel(panel: Panel, words: Words, plugin: Plugin | undefined): Panel {
  if (words.size === 0 || !JSON.stringify(panel).includes('{{')) return panel;
  const properties = (plugin?.options?.properties ?? {}) as Readonly<
    Record<string, { multiline?: boolean } | undefined>
  >;
  const options = Object.entries(panel.options).map(([name, value]) => {
    // Texts of several lines are Markdown: a value is no markup there.
    const escape = properties[name]?.multiline ? plain : undefined;
    return [name, replaced(value, (text) => withVariables(text, words, escape))] as const;
  });
  return {
    ...panel,
    title: withVariables(panel.title, words),
    description: withVariables(panel.description, words),
    options: Object.fromEntries(options),
  };
}

function replaced(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((one) => replaced(one, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, replace)]));
}

const plain = (value: string) =>
  value.replace(/[\\`*_{}[\]()#+\-.!|<>~&:]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
