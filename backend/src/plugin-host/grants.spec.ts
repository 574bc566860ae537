import type { DataSourceManifest } from '@quarterdeck/sdk/manifest';
import { grantsFor, type OpenSettings } from './grants.js';

function grants(manifest: Partial<DataSourceManifest>, settings: Partial<OpenSettings> = {}) {
  const whole = { needs: { http: [] }, auth: { type: 'none' }, ...manifest } as unknown as DataSourceManifest;
  return grantsFor(whole, { config: {}, secrets: {}, ...settings });
}

describe('the hosts a plugin may reach', () => {
  const { mayReach } = grants(
    {
      needs: {
        http: [
          'api.example.com',
          '*.example.org',
          'local.example:8080',
          { fromConfig: 'baseUrl' },
          { fromConfig: 'x' },
        ],
      },
    },
    { config: { baseUrl: 'https://own.example:444/v1' } },
  );

  it.each([
    'https://api.example.com/x',
    'https://a.b.example.org/',
    'http://local.example:8080/',
    'https://local.example:8080/',
    'https://own.example:444/other',
  ])('%s is among them', (url) => {
    expect(mayReach(new URL(url))).toBe(true);
  });

  it.each([
    'http://api.example.com/',
    'https://api.example.com:8443/',
    'https://api.example.com.evil.example/',
    'https://example.org/',
    'https://evilexample.org/',
    'http://own.example:444/',
    'https://own.example/',
  ])('%s is not', (url) => {
    expect(mayReach(new URL(url))).toBe(false);
  });
});

describe('the servers a plugin may connect to', () => {
  const own = { host: { fromConfig: 'host' }, port: { fromConfig: 'port' } };
  const needs = { http: [], tcp: ['db.example.com:5432', own] };
  const { mayConnect } = grants({ needs }, { config: { host: 'own.example', port: 6432 } });

  it('are the ones it names and the one in its settings', () => {
    expect(mayConnect({ host: 'db.example.com', port: 5432 })).toBe(true);
    expect(mayConnect({ host: 'own.example', port: 6432 })).toBe(true);
  });

  it.each([
    ['db.example.com', 22],
    ['own.example', 5432],
    ['db.example.com.', 5432],
    ['localhost', 6432],
  ])('are not %s:%i', (host, port) => {
    expect(mayConnect({ host, port })).toBe(false);
  });

  it('are none where nothing is declared', () => {
    expect(grants({}).mayConnect({ host: 'db.example.com', port: 5432 })).toBe(false);
  });
});

describe('the secrets of a plugin', () => {
  it('are revealed only where its needs name them', () => {
    const needs = { http: [], reveal: ['password'] };
    const { revealed } = grants({ needs }, { secrets: { password: 'real', token: 'hidden' } });
    expect(revealed).toEqual({ password: 'real' });
    expect(grants({}, { secrets: { password: 'real' } }).revealed).toEqual({});
  });

  const secrets = { token: 'real', other: 'second' };

  it('stand in for themselves only when a request leaves', () => {
    const { placeholders, sign } = grants({}, { secrets });
    expect(Object.values(placeholders).join()).not.toMatch(/real|second/);
    const headers = {
      authorization: `Bearer ${placeholders.token ?? ''}`,
      'x-both': Object.values(placeholders).join(),
    };
    expect(sign(headers)).toEqual({ authorization: 'Bearer real', 'x-both': 'real,second' });
  });

  it('have new placeholders for every call', () => {
    const [one, two] = [grants({}, { secrets }), grants({}, { secrets })];
    expect(one.placeholders).not.toEqual(two.placeholders);
    expect(two.sign({ x: one.placeholders.token ?? '' })).toEqual({ x: one.placeholders.token });
  });

  it('are put into the header that the plugin declared', () => {
    expect(grants({ auth: { type: 'bearer', secret: 'token' } }, { secrets }).sign({})).toEqual({
      authorization: 'Bearer real',
    });
    expect(
      grants({ auth: { type: 'header', name: 'X-Api-Key', secret: 'token' } }, { secrets }).sign({
        'x-api-key': 'own',
      }),
    ).toEqual({ 'x-api-key': 'real' });
    expect(grants({ auth: { type: 'bearer', secret: 'token' } }).sign({})).toEqual({});
  });

  it('that no header can carry are named, not shown', () => {
    const { sign } = grants({}, { secrets: { token: 'line\nbreak' } });
    expect(() => sign({})).toThrow('The secret "token" holds characters that cannot be sent; enter it again.');
  });
});
