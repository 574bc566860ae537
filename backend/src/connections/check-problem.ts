import { PluginError } from '@quarterdeck/sdk';
import type { DataSourceManifest } from '@quarterdeck/sdk/manifest';
import { AppError, invalid, upstream, type ErrorDetails } from '../platform/errors.js';
import { namesIn } from './connection-settings.js';

/**
 * What a plugin says about settings that it has tried, as the person reads it who is filling in the form: beside the
 * field, when it names one. Anything that is no word of a plugin stays what it was.
 */
export function checkProblem(error: unknown, manifest: DataSourceManifest): unknown {
  if (!(error instanceof PluginError)) return error;
  const { kind, message, field, retryAfterMs } = error;
  const details: ErrorDetails = {
    cause: error,
    ...(field === undefined ? {} : { fields: [{ path: pathOf(field, manifest), message }] }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
  const code = `connection.${kind}`;
  if (kind === 'rate-limit' || kind === 'transient') return upstream(code, message, details);
  if (kind !== 'bug') return invalid(code, message, details);
  const { title, version } = manifest;
  return new AppError('upstream', code, `The plugin "${title}" ${version} failed: ${message}`, details);
}

/** Plugins name a field as they know it; the form has settings and secrets apart. */
const pathOf = (field: string, { secrets }: DataSourceManifest): string =>
  namesIn(secrets).includes(field) ? `secrets.${field}` : `config.${field}`;
