import { isLinkAddress, linkAddress } from './link-address.js';

const known: Record<string, string> = {
  id: 'a/b?c#d',
  up: '..',
  empty: '',
  host: 'evil.example',
  from: '1',
  mark: '"><x',
};
const of = (template: string) => linkAddress(template, (name) => known[name]);

describe('the address of a link', () => {
  it.each([
    'https://crm.example.com/{{id}}',
    'http://localhost:8080',
    '/dashboards/x?from={{from}}',
    '/',
    'https://a.b?q={{ id }}',
    '?var-shop={{id}}',
  ])('may be %s', (template) => {
    expect(isLinkAddress(template)).toBe(true);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example/{{id}}',
    '/\\evil.example',
    '\\\\evil.example',
    'https://{{host}}/x',
    'https://good.example{{host}}/x',
    'https://good.example@evil.example/',
    ' /x',
    '/a b',
    '/\t/evil.example',
    'ftp://x/y',
    'x/y',
    '/{{a',
    '/a}}',
    '',
  ])('may not be %j', (template) => {
    expect(isLinkAddress(template)).toBe(false);
    expect(of(template)).toBeNull();
  });

  it('holds values as single parts, whatever they contain', () => {
    expect(of('https://x.example/{{id}}?q={{mark}}&from={{from}}')).toBe(
      'https://x.example/a%2Fb%3Fc%23d?q=%22%3E%3Cx&from=1',
    );
  });

  it('is none where a value is missing or would lead elsewhere', () => {
    expect(['/{{nobody}}', '/x/{{up}}/y', '/{{empty}}/evil.example'].map(of)).toEqual([null, null, null]);
  });

  it('bears half a letter', () => {
    expect(linkAddress('/{{x}}', () => '\ud800')).toBe('/%EF%BF%BD');
  });
});
