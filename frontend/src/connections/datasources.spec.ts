import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { connectable, pinOf, pluginOf } from './datasources';

const plugin = (id: string, version: string, more: Partial<Plugin> = {}): Plugin => ({
  ...{ id, version, kind: 'datasource', title: id, description: '', state: { ready: true } },
  ...more,
});
const json14 = plugin('json', '1.4.0');
const json110 = plugin('json', '1.10.0');
const json2 = plugin('json', '2.0.0');

describe('what can be connected', () => {
  it('is of each major the newest version that works', () => {
    const broken = plugin('sql', '1.0.0', { state: { ready: false, reason: 'Broken.' } });
    const widget = plugin('stat', '1.0.0', { kind: 'widget' });
    expect(connectable([json14, broken, json110, json2, widget])).toEqual([json110, json2]);
  });

  it('is pinned by its major', () => {
    expect(pinOf(json110)).toBe('json@1');
    expect(pluginOf([json14, json110, json2], 'json@1')).toBe(json110);
    expect(pluginOf([json2], 'json@1')).toBeUndefined();
  });
});
