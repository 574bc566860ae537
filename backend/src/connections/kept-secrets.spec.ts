import type { DataSourceManifest } from '@quarterdeck/sdk/manifest';
import { changedSecrets, requireSameHosts } from './kept-secrets.js';

const manifest = { needs: { http: ['api.example.com', { fromConfig: 'baseUrl' }] } } as unknown as DataSourceManifest;
const known = { config: { baseUrl: 'https://shop.example/v1' }, secrets: { token: 'tok', user: 'ada' } };

describe('the secrets of a changed connection', () => {
  it('stay when they are left out or left empty, are replaced, and are removed by null', () => {
    expect(changedSecrets(known.secrets, {})).toEqual(known.secrets);
    expect(changedSecrets(known.secrets, { token: '' })).toEqual(known.secrets);
    expect(changedSecrets(known.secrets, { token: 'new', user: null })).toEqual({ token: 'new' });
  });

  it('may stay while the address leads to the same host', () => {
    const config = { baseUrl: 'https://shop.example/v2' };
    expect(() => requireSameHosts(manifest, known, { config, secrets: {} })).not.toThrow();
  });

  it.each(['https://evil.example/v1', 'http://shop.example/v1', 'https://shop.example:444/v1', 'no address'])(
    'never go along to %s, unless they are given again or removed',
    (baseUrl) => {
      const config = { baseUrl };
      const fields = [expect.objectContaining({ path: 'secrets.user' })];
      expect(() => requireSameHosts(manifest, known, { config, secrets: { token: 'again' } })).toThrow(
        expect.objectContaining({ code: 'connection.secret-elsewhere', fields }),
      );
      expect(() => requireSameHosts(manifest, known, { config, secrets: { token: 'a', user: null } })).not.toThrow();
    },
  );

  it.each([
    ['evil.example', 5432],
    ['db.example', 5433],
  ])('never go along to the server %s:%i either', (host, port) => {
    const needs = { http: [], tcp: [{ host: { fromConfig: 'host' }, port: { fromConfig: 'port' } }] };
    const database = { needs } as unknown as DataSourceManifest;
    const before = { config: { host: 'db.example', port: 5432, user: 'a' }, secrets: { password: 'x' } };
    const moved = { config: { host, port, user: 'a' }, secrets: {} };
    expect(() => requireSameHosts(database, before, moved)).toThrow(
      expect.objectContaining({ code: 'connection.secret-elsewhere' }),
    );
    const renamed = { config: { host: 'db.example', port: 5432, user: 'b' }, secrets: {} };
    expect(() => requireSameHosts(database, before, renamed)).not.toThrow();
  });
});
