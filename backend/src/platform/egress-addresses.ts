import ipaddr from 'ipaddr.js';
import { StartupError } from './startup-error.js';

/** What of the operator's `QD_EGRESS_ALLOW` concerns one request. */
export interface AddressPolicy {
  /** True where the operator named this very host and port, whatever address it has. */
  namesHost(host: string, port: number): boolean;
  /** True for an address that a plugin may be connected to. */
  allows(address: string): boolean;
}

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

const V4_COMPATIBLE = ipaddr.parseCIDR('::/96');

/** Public addresses, and besides them the `host:port` and CIDR entries of the operator. */
export function addressPolicy(entries: readonly string[]): AddressPolicy {
  const networks = entries.filter((entry) => entry.includes('/')).map(networkOf);
  const hosts = new Set(entries.filter((entry) => !entry.includes('/')).map(hostOf));
  return {
    namesHost: (host, port) => hosts.has(`${host.toLowerCase()}:${port}`),
    allows: (address) => {
      if (!ipaddr.isValid(address)) return false;
      const ip = plain(ipaddr.parse(address));
      return isPublic(ip) || networks.some((network) => inside(ip, network));
    },
  };
}

function networkOf(entry: string): Network {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  throw new StartupError(`QD_EGRESS_ALLOW: "${entry}" is no network; write it like 10.1.0.0/16.`);
}

function hostOf(entry: string): string {
  if (/:\d+$/.test(entry)) return entry.toLowerCase().replace(/[[\]]/g, '');
  throw new StartupError(`QD_EGRESS_ALLOW: "${entry}" has no port; write it like intranet.example.com:8080.`);
}

/** `::ffff:10.0.0.1` is 10.0.0.1 in disguise. */
const plain = (ip: ipaddr.IPv4 | ipaddr.IPv6) =>
  ip instanceof ipaddr.IPv6 && ip.isIPv4MappedAddress() ? ip.toIPv4Address() : ip;

/** An allow list: whatever is special in any registry (private, link-local, metadata, translated, multicast) is not public. */
function isPublic(ip: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (ip instanceof ipaddr.IPv6 && ip.match(V4_COMPATIBLE)) return false;
  return ip.range() === 'unicast';
}

function inside(ip: ipaddr.IPv4 | ipaddr.IPv6, [network, bits]: Network): boolean {
  return ip.kind() === network.kind() && ip.match(network, bits);
}
