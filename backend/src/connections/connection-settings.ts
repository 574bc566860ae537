import type { DataSourceManifest } from '@quarterdeck/sdk/manifest';
import { z } from 'zod';
import { invalid, type FieldProblem } from '../platform/errors.js';

export interface Settings {
  readonly config: Record<string, unknown>;
  readonly secrets: Record<string, string>;
}
type Schema = DataSourceManifest['config'];

/** Everybody in the workspace reads the settings. */
const NO_PASSWORD = 'An address is seen by others: leave the password out of it.';

/**
 * Settings as the plugin's manifest wants them, with its defaults filled in. Throws with everything that is wrong, each
 * beside its field. A name that the plugin does not know is refused: it may be a misspelt one, and nobody would see it.
 */
export function requireSettings({ config, secrets }: DataSourceManifest, given: Settings): Settings {
  const problems: FieldProblem[] = [];
  const settings = {
    config: check(config, given.config, 'config', problems),
    secrets: check(secrets, withoutBlank(given.secrets), 'secrets', problems) as Record<string, string>,
  };
  const [first] = problems;
  if (!first) return settings;
  const message = `These settings do not suit the plugin. ${first.path}: ${first.message}`;
  throw invalid('connection.settings', message, { fields: problems });
}

/** The names of the fields that a schema of a manifest describes. */
export const namesIn = ({ properties }: Schema): string[] => Object.keys(properties ?? {});

function check(schema: Schema, given: Record<string, unknown>, where: string, problems: FieldProblem[]) {
  const known = namesIn(schema);
  for (const [name, value] of Object.entries(given)) {
    if (!known.includes(name)) problems.push({ path: `${where}.${name}`, message: 'The plugin has no such setting.' });
    else if (where === 'config' && holdsPassword(value))
      problems.push({ path: `${where}.${name}`, message: NO_PASSWORD });
  }
  const parsed = z.fromJSONSchema(schema).safeParse(given);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  for (const { path, message } of parsed.error.issues) problems.push({ path: [where, ...path].join('.'), message });
  return given;
}

const holdsPassword = (value: unknown) => typeof value === 'string' && Boolean(URL.parse(value)?.password);

/** A form sends an optional secret that was left out as an empty text. */
const withoutBlank = (secrets: Record<string, string>) =>
  Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''));
