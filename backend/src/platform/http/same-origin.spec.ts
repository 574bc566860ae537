import { refuseForeignOrigin } from './same-origin.js';

const request = (method: string, headers: Record<string, string>) => ({
  method,
  headers: { host: 'qd.example', ...headers },
});

describe('a request that changes something', () => {
  it.each([
    ['from our own page', { 'sec-fetch-site': 'same-origin', origin: 'https://qd.example' }],
    ['from an older browser on our own page', { origin: 'https://qd.example' }],
    ['from no browser', {}],
  ])('passes %s', (_, headers) => {
    expect(() => refuseForeignOrigin(request('POST', headers))).not.toThrow();
  });

  it.each([
    ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['from a sibling domain', { 'sec-fetch-site': 'same-site' }],
    ['from an older browser on another page', { origin: 'https://evil.example' }],
    ['from a sandboxed page', { origin: 'null' }],
    ['from our name on another port', { origin: 'https://qd.example:8080' }],
  ])('is refused %s', (_, headers) => {
    expect(() => refuseForeignOrigin(request('DELETE', headers))).toThrow('another web site');
  });

  it('is none when it only reads', () => {
    expect(() => refuseForeignOrigin(request('GET', { 'sec-fetch-site': 'cross-site' }))).not.toThrow();
  });
});
