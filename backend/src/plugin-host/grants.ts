import type { HostNeed, TcpNeed } from '@quarterdeck/sdk';
import type { DataSourceManifest } from '@quarterdeck/sdk/manifest';
import { randomBytes } from 'node:crypto';
import type { Destination } from '../platform/egress-dial.js';
import { EgressError, type EgressRequest } from '../platform/egress.js';

/** A connection as the host opens it for one call. */
export interface OpenSettings {
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** What one call of a plugin may do outside: where it may go, and what stands for the secrets it never sees. */
export interface Grants {
  readonly placeholders: Readonly<Record<string, string>>;
  /** Only the secrets that the manifest says the plugin must hold. */
  readonly revealed: Readonly<Record<string, string>>;
  readonly mayReach: EgressRequest['mayReach'];
  readonly mayConnect: (target: Destination) => boolean;
  readonly sign: EgressRequest['sign'];
}

/** What cannot stand in a header, after RFC 9110. */
const NOT_IN_HEADERS = /[^\t\x20-\x7e\x80-\xff]/;

/** Placeholders are new for every call, so that one kept from an earlier call is worth nothing. */
export function grantsFor({ needs, auth }: DataSourceManifest, { config, secrets }: OpenSettings): Grants {
  const known = Object.entries(secrets).map(([name, value]) => {
    return { name, value, placeholder: `quarterdeck-secret-${randomBytes(16).toString('hex')}` };
  });
  const filled = (text: string) =>
    known.reduce((all, { placeholder, value }) => all.replaceAll(placeholder, value), text);
  const own = ownHeader(auth, secrets);
  return {
    placeholders: Object.fromEntries(known.map(({ name, placeholder }) => [name, placeholder])),
    revealed: Object.fromEntries(Object.entries(secrets).filter(([name]) => needs.reveal?.includes(name))),
    mayConnect: (target) => needs.tcp?.some((need) => leadsTo(need, target, config)) ?? false,
    mayReach: (url) => needs.http.some((need) => covers(need, url, config)),
    sign: (headers) => {
      for (const { name, value } of known) requireHeaderText(name, value);
      const asked = Object.entries(headers).map(([name, value]) => [name, filled(value)] as const);
      return { ...Object.fromEntries(asked), ...own };
    },
  };
}

function ownHeader(auth: DataSourceManifest['auth'], secrets: OpenSettings['secrets']): Record<string, string> {
  if (auth.type === 'none') return {};
  const value = secrets[auth.secret];
  if (value === undefined) return {};
  return auth.type === 'bearer' ? { authorization: `Bearer ${value}` } : { [auth.name.toLowerCase()]: value };
}

function covers(need: HostNeed, url: URL, config: OpenSettings['config']): boolean {
  if (typeof need === 'object') {
    const setting = config[need.fromConfig];
    return typeof setting === 'string' && URL.parse(setting)?.origin === url.origin;
  }
  // A host without a port means https at its usual one; whoever wants another says so.
  if (/:\d+$/.test(need)) return url.host === need;
  if (url.protocol !== 'https:' || url.port !== '') return false;
  return need.startsWith('*.') ? url.hostname.endsWith(need.slice(1)) : url.hostname === need;
}

function leadsTo(need: TcpNeed, { host, port }: Destination, config: OpenSettings['config']): boolean {
  if (typeof need === 'string') return need === `${host}:${port}`;
  return config[need.host.fromConfig] === host && config[need.port.fromConfig] === port;
}

function requireHeaderText(name: string, value: string): void {
  if (!NOT_IN_HEADERS.test(value)) return;
  throw new EgressError('forbidden', `The secret "${name}" holds characters that cannot be sent; enter it again.`);
}
