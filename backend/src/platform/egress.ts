import type { OnApplicationShutdown } from '@nestjs/common';
import type { Socket } from 'node:net';
import { Agent, fetch, type Response } from 'undici';
import { addressPolicy, type AddressPolicy } from './egress-addresses.js';
import { dial, type Destination } from './egress-dial.js';
import { EgressError, guardedConnector } from './egress-guard.js';

export { EgressError, type EgressReason } from './egress-guard.js';

export interface EgressRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly signal: AbortSignal;
  /** Whether this request may go there; asked again for every redirect. */
  readonly mayReach: (url: URL) => boolean;
  /** Puts the credentials in. Called only for the first address and redirects within its origin. */
  readonly sign: (headers: Readonly<Record<string, string>>) => Record<string, string>;
}

export interface EgressAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  /** Decompressed; throws an {@link EgressError} when it grows too large or takes too long. */
  readonly body: AsyncIterable<Uint8Array>;
}

export interface EgressLimits {
  readonly bytes: number;
  readonly ms: number;
}

const LIMITS: EgressLimits = { bytes: 50 * 1024 * 1024, ms: 30_000 };
const MOST_REDIRECTS = 5;
/** What the connection says about itself; a plugin has no say in it. */
const OWN_HEADERS =
  /^(host|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade|expect|accept-encoding|proxy-.*)$/;
/** What a stranger's server may see after a redirect across origins. */
const HARMLESS_HEADERS = /^(accept|accept-language|content-type|user-agent)$/;
const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * Requests on behalf of plugins, and every other that goes where a person typed. Private addresses are refused when the
 * connection is made, after the name was resolved, so that no name and no redirect leads to them.
 */
export class Egress implements OnApplicationShutdown {
  private readonly agent: Agent;
  private readonly policy: AddressPolicy;

  /** @param allow the operator's exceptions: `host:port` or networks in CIDR notation */
  constructor(
    allow: readonly string[],
    readonly limits: EgressLimits = LIMITS,
  ) {
    this.policy = addressPolicy(allow);
    this.agent = new Agent({ connections: 8, connect: guardedConnector(this.policy) });
  }

  /**
   * Called by the plugin host for a plugin's `connect`: a TCP connection, paused. The caller has made sure that the plugin
   * may go there, and holds the limits. Throws an {@link EgressError}, or the reason of the signal.
   */
  connect(destination: Destination, signal: AbortSignal): Promise<Socket> {
    return dial(this.policy, destination, signal);
  }

  /** Called by the plugin host for a plugin's `fetch`. Throws an {@link EgressError}, or the reason of the caller's signal. */
  async fetch(request: EgressRequest): Promise<EgressAnswer> {
    const late = AbortSignal.timeout(this.limits.ms);
    const signal = AbortSignal.any([request.signal, late]);
    const fail = (error: unknown, url: URL): never => {
      request.signal.throwIfAborted();
      if (error instanceof EgressError) throw error;
      if (late.aborted)
        throw new EgressError('too-slow', `${url.host} took longer than ${this.limits.ms / 1000} seconds.`);
      throw refusalIn(error) ?? new EgressError('unreachable', `${url.host} cannot be reached${codeOf(error)}.`);
    };
    let hop = firstHop(request);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const { url } = hop;
      requireReachable(url, request);
      const response = await this.send(hop, signal).catch((error: unknown) => fail(error, url));
      const next = nextHop(hop, response);
      if (!next) return this.answerOf(response, (error) => fail(error, url));
      await response.body?.cancel();
      hop = next;
    }
    throw new EgressError('forbidden', `${hop.url.host} redirects too often.`);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }

  private send({ url, method, headers, body, sign }: Hop, signal: AbortSignal): Promise<Response> {
    return fetch(url, {
      method,
      headers: { 'user-agent': 'Quarterdeck', ...(sign ? sign(headers) : headers) },
      ...(body ? { body } : {}),
      redirect: 'manual',
      dispatcher: this.agent,
      signal,
    });
  }

  private answerOf(response: Response, fail: (error: unknown) => never): EgressAnswer {
    const headers = [...response.headers].filter(
      ([name]) => !/^(content-(encoding|length)|transfer-encoding)$/.test(name),
    );
    return { status: response.status, headers, body: this.capped(response, fail) };
  }

  private async *capped(response: Response, fail: (error: unknown) => never): AsyncGenerator<Uint8Array> {
    let size = 0;
    try {
      for await (const chunk of response.body ?? []) {
        size += (chunk as Uint8Array).byteLength;
        if (size > this.limits.bytes) throw new EgressError('too-large', tooLarge(response, this.limits.bytes));
        yield chunk as Uint8Array;
      }
    } catch (error) {
      fail(error);
    }
  }
}

interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
  /** Gone for good once a redirect has left the origin. */
  readonly sign?: EgressRequest['sign'] | undefined;
}

function firstHop({ url, method, headers, body, sign }: EgressRequest): Hop {
  const own = Object.entries(headers).filter(([name]) => !OWN_HEADERS.test(name.toLowerCase()));
  return { url: parsed(url), method, headers: Object.fromEntries(own), body, sign };
}

function nextHop({ url, method, headers, body, sign }: Hop, response: Response): Hop | undefined {
  const location = response.headers.get('location');
  if (!REDIRECTS.includes(response.status) || location === null) return undefined;
  const target = parsed(location, url);
  const becomesGet = response.status === 303 || (response.status < 303 && method === 'POST');
  const next = becomesGet && method !== 'HEAD' ? { method: 'GET' } : { method, body };
  if (target.origin === url.origin) return { url: target, headers, sign, ...next };
  const harmless = Object.entries(headers).filter(([name]) => HARMLESS_HEADERS.test(name.toLowerCase()));
  return { url: target, method: next.method, headers: Object.fromEntries(harmless) };
}

function parsed(address: string, base?: URL): URL {
  const url = URL.parse(address, base?.href);
  if (!url) throw new EgressError('forbidden', 'This is no address that can be asked.');
  return url;
}

function requireReachable(url: URL, { mayReach }: EgressRequest): void {
  if (!/^https?:$/.test(url.protocol)) {
    throw new EgressError('forbidden', `Only http and https can be asked, not ${url.protocol.slice(0, 20)}`);
  }
  if (url.username || url.password) throw new EgressError('forbidden', 'An address must not hold a password.');
  if (!mayReach(url)) throw new EgressError('forbidden', `${url.host} is not among the hosts this plugin may ask.`);
}

function refusalIn(error: unknown): EgressError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof EgressError) return at;
  return undefined;
}

/** ` (ECONNREFUSED)`: the one part of a network error that helps and cannot hold a header. */
function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? ` (${cause.code})` : '';
}

const tooLarge = ({ url }: Response, bytes: number) =>
  `${new URL(url).host} sent more than ${bytes / 1024 / 1024} MiB.`;
