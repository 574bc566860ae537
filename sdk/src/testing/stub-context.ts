import type * as z from 'zod';
import type { PluginContext, SecretRef } from '../context.js';
import type { DataSource, HostNeed } from '../datasource.js';

/** Stands in for the service behind a datasource. The signal is the one that the plugin passed to `fetch`. */
export type Service = (request: Request, signal: AbortSignal | null) => Response | Promise<Response>;

/** What a plugin wrote down or gave away while it ran. */
export type Traces = string[];

/** A service may repeat the secret it was sent; the plugin must not. */
export const CANARY = 'canary-7f3a9c';
export const placeholderOf = (name: string) => `placeholder-of-${name}`;

interface Stub {
  readonly service: Service;
  readonly traces: Traces;
  readonly signal: AbortSignal | undefined;
}

/** A context as the host makes it, with a stub in place of the network and a clock that stands still. */
export function stubContext(
  source: Pick<DataSource, 'needs' | 'secrets'>,
  config: z.output<z.ZodObject>,
  { service, traces, signal }: Stub,
): PluginContext {
  const secrets = Object.keys(source.secrets.shape).map((name) => [name, secretOf(name)]);
  return {
    config,
    secrets: Object.fromEntries(secrets) as Record<string, SecretRef>,
    signal: signal ?? new AbortController().signal,
    fetch: async (address, init) => {
      const request = new Request(address, init);
      requireDeclared(new URL(request.url), source.needs.http, config);
      return service(request, init?.signal ?? null);
    },
    connect: () => Promise.reject(new Error('The stub of the network answers requests only.')),
    log: (level, message, details) => traces.push(JSON.stringify([level, message, details])),
    variables: {},
    now: () => Date.UTC(2026, 0, 7),
  };
}

const secretOf = (name: string): SecretRef => ({
  toString: () => placeholderOf(name),
  reveal: () => placeholderOf(name),
});

function requireDeclared(url: URL, needs: readonly HostNeed[], config: Record<string, unknown>): void {
  const declared = needs.some((need) => {
    if (typeof need !== 'string') return new URL(String(config[need.fromConfig])).host === url.host;
    return need.startsWith('*.') ? url.hostname.endsWith(need.slice(1)) : need === url.host;
  });
  if (!declared) throw new Error(`The plugin asks ${url.host}, which its needs do not declare.`);
}
