import { addressPolicy } from './egress-addresses.js';

describe('which addresses plugins may be connected to', () => {
  const policy = addressPolicy(['10.1.0.0/16', 'fd00:1::/32', 'intranet.example:8080', '[::1]:9000']);

  it.each(['8.8.8.8', '93.184.216.34', '2606:2800:220:1::1'])('%s is public', (address) => {
    expect(policy.allows(address)).toBe(true);
  });

  it.each([
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1'],
    ...['192.0.0.1', '192.168.1.1', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ...[
      '::',
      '::1',
      '::127.0.0.1',
      '::7f00:1',
      '::808:808',
      '::ffff:127.0.0.1',
      '::ffff:169.254.169.254',
      '::ffff:0:10.0.0.1',
    ],
    ...[
      '64:ff9b::7f00:1',
      '64:ff9b:1::1',
      '2002:7f00:1::',
      '2001::1',
      'fc00::1',
      'fd12::1',
      'fe80::1',
      'fec0::1',
      'ff02::1',
    ],
    ...['', 'localhost', '8.8.8.8.8'],
  ])('%s is not', (address) => {
    expect(policy.allows(address)).toBe(false);
  });

  it('lets the networks in that the operator named, in disguise too', () => {
    expect(policy.allows('10.1.2.3')).toBe(true);
    expect(policy.allows('::ffff:10.1.2.3')).toBe(true);
    expect(policy.allows('fd00:1::5')).toBe(true);
    expect(policy.allows('10.2.0.1')).toBe(false);
  });

  it('knows a named host only with its port', () => {
    expect(policy.namesHost('Intranet.example', 8080)).toBe(true);
    expect(policy.namesHost('intranet.example', 80)).toBe(false);
    expect(policy.namesHost('::1', 9000)).toBe(true);
  });

  it.each(['10.0.0.0/33', 'intranet.example'])('refuses "%s" at the start, in words', (entry) => {
    expect(() => addressPolicy([entry])).toThrow(/QD_EGRESS_ALLOW: ".*" (is no network|has no port)/);
  });
});
