import { PluginError, type PluginErrorKind } from '@quarterdeck/sdk';
import type { DataSourceManifest } from '@quarterdeck/sdk/manifest';
import { checkProblem } from './check-problem.js';

const manifest = {
  title: 'JSON API',
  version: '1.0.0',
  config: { properties: { baseUrl: {} } },
  secrets: { properties: { token: {} } },
} as unknown as DataSourceManifest;
const problemOf = (kind: PluginErrorKind, extra = {}) =>
  checkProblem(new PluginError(kind, 'Do this.', extra), manifest);

describe('what a plugin says about new settings', () => {
  it.each(['config', 'auth', 'not-found', 'unsupported'] as const)('is for the person to mend: %s', (kind) => {
    expect(problemOf(kind)).toMatchObject({ kind: 'invalid', code: `connection.${kind}`, message: 'Do this.' });
  });

  it.each(['rate-limit', 'transient'] as const)('is for the service behind it to mend: %s', (kind) => {
    const problem = problemOf(kind, { retryAfterMs: 5000 });
    expect(problem).toMatchObject({ kind: 'upstream', message: 'Do this.', retryAfterMs: 5000 });
  });

  it('stands beside the field that it names, among the settings or among the secrets', () => {
    expect(problemOf('config', { field: 'baseUrl' })).toMatchObject({ fields: [{ path: 'config.baseUrl' }] });
    expect(problemOf('auth', { field: 'token' })).toMatchObject({ fields: [{ path: 'secrets.token' }] });
    expect(problemOf('auth')).toMatchObject({ fields: undefined });
  });

  it('names the plugin and its version when the plugin is at fault', () => {
    expect(problemOf('bug')).toMatchObject({
      kind: 'upstream',
      message: 'The plugin "JSON API" 1.0.0 failed: Do this.',
    });
  });

  it('is left alone when it comes from elsewhere', () => {
    const error = new Error('ours');
    expect(checkProblem(error, manifest)).toBe(error);
  });
});
