import { PluginError } from '@quarterdeck/sdk';
import type { DataSourceManifest, StreamManifest } from '@quarterdeck/sdk/manifest';
import { invalid } from '../platform/errors.js';
import type { OpenSettings } from './grants.js';
import { nameOf } from './installed-plugin.js';
import { problemsOf } from './schemas.js';

interface Question {
  readonly kind: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Settings are checked when they are saved; a newer version of the plugin may want others. */
export function requireSettings(manifest: DataSourceManifest, { config, secrets }: OpenSettings): void {
  const [problem] = [...problemsOf(manifest.config, config), ...problemsOf(manifest.secrets, secrets)];
  if (!problem) return;
  const message = `The settings of this connection do not suit ${nameOf(manifest)}. ${problem.path}: ${problem.message}`;
  throw new PluginError('config', message, { field: problem.path });
}

/** Throws where a newer version of the plugin has given up a stream that somebody has switched on. */
export function requireStream(manifest: DataSourceManifest, name: string): StreamManifest {
  const { streams = {} } = manifest;
  const stream = Object.hasOwn(streams, name) ? streams[name] : undefined;
  if (stream) return stream;
  throw new PluginError('config', `${nameOf(manifest)} has no stream "${name}" any more: switch it off.`);
}

/** Throws `invalid` for a question that does not suit the plugin. */
export function requireQuestion(manifest: DataSourceManifest, { kind, input }: Question): void {
  const query = Object.hasOwn(manifest.queries, kind) ? manifest.queries[kind] : undefined;
  if (!query) {
    const kinds = Object.keys(manifest.queries).join(', ');
    throw invalid('query.unknown-kind', `${nameOf(manifest)} has no query "${kind}". It has: ${kinds}.`);
  }
  const fields = problemsOf(query.input, input);
  const [first] = fields;
  if (first) throw invalid('query.invalid', `This query is not valid. ${first.path}: ${first.message}`, { fields });
}
