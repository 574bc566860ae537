import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { AddressPolicy } from './egress-addresses.js';

/** Why a request for somebody else was not made, or its answer not taken. */
export type EgressReason = 'forbidden' | 'unreachable' | 'too-slow' | 'too-large';

/** The message names the host and never a header, since headers hold secrets. */
export class EgressError extends Error {
  override readonly name = 'EgressError';
  constructor(
    readonly reason: EgressReason,
    message: string,
  ) {
    super(message);
  }
}

/** Checks the address that is connected to, not the name: what a name resolves to can change between two looks. */
export function guardedConnector(policy: AddressPolicy): buildConnector.connector {
  const open = buildConnector({ timeout: 10_000 });
  const guarded = buildConnector({ timeout: 10_000, lookup: checkedLookup(policy) });
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '');
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
    if (policy.namesHost(host, port)) return open(options, callback);
    // No name is looked up for an address that is written out.
    if (isIP(host) && !policy.allows(host)) return callback(privateAddress(host, port), null);
    guarded(options, callback);
  };
}

/** For whoever connects by name: gives only addresses that the policy allows. */
export function checkedLookup(policy: AddressPolicy, port?: number): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      // One private address among public ones is enough: which of them is connected to is not ours to say.
      if (found.length === 0 || found.some(({ address }) => !policy.allows(address)))
        return callback(privateAddress(host, port), []);
      const [first] = found;
      if (options.all || !first) return callback(null, found);
      callback(null, first.address, first.family);
    });
  };
}

/** Says to a person what to ask of the operator, down to the entry. */
export function privateAddress(host: string, port?: number): EgressError {
  const shown = isIP(host) === 6 ? `[${host}]` : host;
  const entry = port === undefined ? '' : `=${shown}:${port}`;
  return new EgressError(
    'forbidden',
    `${host} is an address inside the network; the operator can allow it with QD_EGRESS_ALLOW${entry}.`,
  );
}
