import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { AddressPolicy } from './egress-addresses.js';
import { checkedLookup, EgressError, privateAddress } from './egress-guard.js';

export interface Destination {
  readonly host: string;
  readonly port: number;
}

export interface Encryption {
  readonly host: string;
  readonly verify: boolean;
  /** PEM; the well-known authorities where it is left out. */
  readonly ca?: string | undefined;
}

const CONNECTED_WITHIN_MS = 8000;

/** A connection to an address that the policy allows. Nothing is read from it before somebody listens. */
export async function dial(policy: AddressPolicy, { host, port }: Destination, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted();
  const named = policy.namesHost(host, port);
  // No name is looked up for an address that is written out.
  if (!named && isIP(host) && !policy.allows(host)) throw privateAddress(host, port);
  const socket = connect({ host, port, noDelay: true, ...(named ? {} : { lookup: checkedLookup(policy, port) }) });
  await settled(socket, 'connect', { host, port }, signal);
  return socket;
}

/** The same connection, encrypted. The socket that went in must not be used any more. */
export async function encrypted(socket: Socket, wish: Encryption, signal: AbortSignal): Promise<TLSSocket> {
  const { host, verify, ca } = wish;
  const secure = connectTls({
    socket,
    host,
    rejectUnauthorized: verify,
    ...(ca === undefined ? {} : { ca }),
    // A name is sent, an address is not (RFC 6066).
    ...(isIP(host) ? {} : { servername: host }),
  });
  await settled(secure, 'secureConnect', { host, port: socket.remotePort ?? 0 }, signal);
  return secure;
}

function settled(socket: Socket, event: string, { host, port }: Destination, signal: AbortSignal): Promise<void> {
  const place = `${host}:${port}`;
  return new Promise((resolve, reject) => {
    const close = (error?: Error) => {
      clearTimeout(late);
      signal.removeEventListener('abort', stop);
      socket.off('error', fail).off(event, close).off('close', gone);
      if (!error) return resolve();
      // An error that comes after the first one has nobody to go to.
      socket.on('error', () => undefined).destroy();
      reject(error);
    };
    const fail = (error: Error) => close(error instanceof EgressError ? error : unreachable(place, event, error));
    const gone = () => close(new EgressError('unreachable', `${place} closed the connection at once.`));
    const stop = () => close(signal.reason as Error);
    const late = setTimeout(() => {
      close(new EgressError('too-slow', `${place} did not answer within ${CONNECTED_WITHIN_MS / 1000} seconds.`));
    }, CONNECTED_WITHIN_MS);
    signal.addEventListener('abort', stop, { once: true });
    socket
      .once('error', fail)
      .once('close', gone)
      .once(event, () => close());
  });
}

const IN_WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'nothing answers at this port',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
};

function unreachable(place: string, event: string, error: Error): EgressError {
  const code = codeOf(error);
  const why = code === '' ? '' : ` (${code})`;
  if (event !== 'connect')
    return new EgressError('unreachable', `TLS with ${place} failed: ${error.message.slice(0, 200)}${why}.`);
  const words = IN_WORDS[code];
  return new EgressError('unreachable', `${place} cannot be reached${words ? `: ${words}` : ''}${why}.`);
}

/** Where several addresses of a name were tried, the first one's. */
function codeOf(error: NodeJS.ErrnoException): string {
  const [first] = error instanceof AggregateError ? (error.errors as NodeJS.ErrnoException[]) : [];
  return error.code ?? first?.code ?? '';
}
