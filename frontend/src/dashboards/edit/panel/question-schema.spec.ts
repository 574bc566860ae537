import type { Connection } from '@quarterdeck/sdk/api/connections';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { isBegun, kindsOf } from './question-schema';

const input = {
  type: 'object',
  properties: { sql: { type: 'string', minLength: 1 }, note: { type: 'string' } },
  required: ['sql', 'note'],
};
const plugins = [
  {
    ...{ id: 'datasource-sql', version: '1.2.0', kind: 'datasource', state: { ready: true } },
    queries: { sql: { title: 'SQL', shape: 'table', input } },
  },
] as unknown as Plugin[];
const connections = [{ id: 'c', plugin: 'datasource-sql@1' }] as unknown as Connection[];
const asks = (given: Record<string, unknown>, source = 'c') =>
  isBegun({ source, kind: 'sql', input: given }, connections, plugins);

describe('a question of a connection', () => {
  it('is known by the pin of its plugin', () => {
    expect(kindsOf(plugins, 'datasource-sql@1').map(({ name }) => name)).toEqual(['sql']);
    expect(kindsOf(plugins, 'datasource-sql@2')).toEqual([]);
  });

  it('is not asked while what must stand in it is empty', () => {
    expect(asks({ sql: ' \n', note: '' })).toBe(false);
    expect(asks({ sql: 'select 1', note: '' })).toBe(true);
    expect(asks({ sql: { $variable: 'x' }, note: '' })).toBe(true);
    expect(asks({ sql: '' }, 'metrics')).toBe(true);
  });
});
