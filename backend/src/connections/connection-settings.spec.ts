import type { DataSourceManifest } from '@quarterdeck/sdk/manifest';
import { requireSettings } from './connection-settings.js';

const manifest = {
  config: {
    type: 'object',
    properties: {
      baseUrl: { type: 'string', format: 'uri' },
      page: { type: 'integer', minimum: 1, default: 1 },
    },
    required: ['baseUrl'],
  },
  secrets: { type: 'object', properties: { token: { type: 'string', minLength: 4 } } },
} as unknown as DataSourceManifest;
const baseUrl = 'https://api.example.com';

const fieldsOf = (config: Record<string, unknown>, secrets: Record<string, string> = {}) => {
  try {
    requireSettings(manifest, { config, secrets });
  } catch (error) {
    return (error as { fields: { path: string }[] }).fields.map(({ path }) => path);
  }
  return [];
};

describe('the settings of a connection', () => {
  it('are completed with what the plugin takes for granted', () => {
    const settings = requireSettings(manifest, { config: { baseUrl }, secrets: { token: 'abcd' } });
    expect(settings).toEqual({ config: { baseUrl, page: 1 }, secrets: { token: 'abcd' } });
  });

  it('may leave out a secret that the plugin does not need, also as an empty field', () => {
    expect(requireSettings(manifest, { config: { baseUrl }, secrets: { token: '' } }).secrets).toEqual({});
  });

  it('are refused with everything that is wrong, each at its place', () => {
    expect(fieldsOf({ baseUrl: 'no address', page: 0 }, { token: 'abc' })).toEqual([
      'config.baseUrl',
      'config.page',
      'secrets.token',
    ]);
  });

  it('are refused when a needed one is missing', () => {
    expect(fieldsOf({})).toEqual(['config.baseUrl']);
  });

  it('are refused under a name that the plugin does not know, so that no misspelt secret is kept', () => {
    expect(fieldsOf({ baseUrl, Page: 2 }, { tokne: 'abcd' })).toEqual(['config.Page', 'secrets.tokne']);
  });

  it('never hold a password in an address, which others would read', () => {
    expect(fieldsOf({ baseUrl: 'https://ada:pa55@api.example.com' })).toEqual(['config.baseUrl']);
    expect(fieldsOf({ baseUrl }, { token: 'postgres://ada:pa55@db' })).toEqual([]);
  });

  it('never stand in the sentence about what is wrong with them', () => {
    expect(() => requireSettings(manifest, { config: { baseUrl }, secrets: { token: 'xyz' } })).toThrow(
      expect.objectContaining({ code: 'connection.settings', message: expect.not.stringContaining('xyz') }),
    );
  });
});
