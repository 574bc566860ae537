import { linkTarget } from './link-target';

const here = '/dashboards/a?tab=now&var-shop=north#qd_token';

describe('where a link leads', () => {
  it.each([
    ['?var-shop=south', '/dashboards/a?tab=now&var-shop=south#qd_token'],
    ['?from=1&to=2', '/dashboards/a?tab=now&var-shop=north&from=1&to=2#qd_token'],
  ])('%s changes the address of the view, and keeps the rest of it', (address, target) => {
    expect(linkTarget(address, { here, carried: '' })).toBe(target);
  });

  it('takes a choice back the second time', () => {
    expect(linkTarget('?var-shop=north', { here, carried: '' })).toBe('/dashboards/a?tab=now#qd_token');
  });

  it('takes the range and the variables along to another dashboard, unless it says its own', () => {
    const carried = 'from=now-3h&to=now&var-shop=north';
    expect(linkTarget('/dashboards/b', { here, carried })).toBe('/dashboards/b?from=now-3h&to=now&var-shop=north');
    expect(linkTarget('/dashboards/b?from=1&var-shop=x', { here, carried })).toBe('/dashboards/b?from=1&var-shop=x');
    expect(linkTarget('/dashboards/b/history', { here, carried })).toBe('/dashboards/b/history');
    expect(linkTarget('https://x.example/dashboards/b', { here, carried })).toBe('https://x.example/dashboards/b');
  });

  it('leads no guest to pages that she may not see', () => {
    expect(linkTarget('/dashboards/b', { here, carried: null })).toBeNull();
    expect(linkTarget('?var-shop=south', { here, carried: null })).not.toBeNull();
    expect(linkTarget('?var-shop=south', { carried: null })).toBeNull();
  });
});
