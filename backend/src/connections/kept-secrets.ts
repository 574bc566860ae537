import type { SecretsChange } from '@quarterdeck/sdk/api/connections';
import type { DataSourceManifest } from '@quarterdeck/sdk/manifest';
import { invalid } from '../platform/errors.js';
import type { Settings } from './connection-settings.js';

/** Secrets after a change: what is left out or left empty stays, null is removed. */
export function changedSecrets(known: Settings['secrets'], change: SecretsChange): Record<string, string> {
  const given = Object.entries({ ...known, ...withoutBlank(change) });
  return Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== null));
}

/**
 * Nobody reads a secret back, so nobody may lead it elsewhere either: when an address changes to another origin, the secrets
 * that would go there must be given anew.
 */
export function requireSameHosts(
  { needs }: DataSourceManifest,
  known: Settings,
  change: { readonly config: Settings['config']; readonly secrets: SecretsChange },
): void {
  const [before, after] = [placesOf(needs, known.config), placesOf(needs, change.config)];
  const changed = before.some((place, at) => place !== after[at]);
  const given = withoutBlank(change.secrets);
  const kept = Object.keys(known.secrets).filter((name) => !Object.hasOwn(given, name));
  if (!changed || kept.length === 0) return;
  const message = 'The address leads to another host now: give this secret again, or remove it.';
  const fields = kept.map((name) => ({ path: `secrets.${name}`, message }));
  throw invalid('connection.secret-elsewhere', message, { fields });
}

/** Where secrets go, as far as the settings say it. */
function placesOf({ http, tcp = [] }: DataSourceManifest['needs'], config: Settings['config']): (string | undefined)[] {
  const origins = http.flatMap((need) => (typeof need === 'object' ? [originOf(config[need.fromConfig])] : []));
  const servers = tcp.flatMap((need) =>
    typeof need === 'object' ? [JSON.stringify([config[need.host.fromConfig], config[need.port.fromConfig]])] : [],
  );
  return [...origins, ...servers];
}

const originOf = (address: unknown) => (typeof address === 'string' ? URL.parse(address)?.origin : undefined);

const withoutBlank = (secrets: SecretsChange): SecretsChange =>
  Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''));
