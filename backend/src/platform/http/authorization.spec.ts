import { tokenOf } from './authorization.js';

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

describe('the token of a request', () => {
  it.each([
    ['Bearer qd_key_abc', 'qd_key_abc'],
    ['bearer  qd_key_abc', 'qd_key_abc'],
    ['Token qd_key_abc', 'qd_key_abc'],
    ['Bearer of-somebody-else', 'of-somebody-else'],
    [basic('prometheus:qd_key_abc'), 'qd_key_abc'],
    [basic(':qd_key_abc'), 'qd_key_abc'],
    [basic('user:qd_key_a:b'), 'qd_key_a:b'],
  ])('is found in %s', (header, token) => {
    expect(tokenOf(header)).toBe(token);
  });

  it.each([undefined, '', 'Bearer', 'Digest abc', basic('user:password of a proxy'), basic('qd_key_abc'), 'Basic %%%'])(
    'is none in %s',
    (header) => {
      expect(tokenOf(header)).toBeUndefined();
    },
  );
});
