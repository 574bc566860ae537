import type { MetricUse } from '@quarterdeck/sdk/api/metric-contents';
import type { MetricDefinition } from '@quarterdeck/sdk/api/metrics';
import { consequencesOf, isRefused, isSoundDefault } from './consequences';

const orders: MetricDefinition = {
  ...{ unit: 'orders', kind: 'gauge', additivity: 'additive', defaultAggregate: 'avg', description: '' },
};
const use = (panel: string, aggregate: string | null): MetricUse => ({
  ...{ dashboardId: '00000000-0000-4000-8000-000000000000', title: 'Sales', panelId: panel, panel, aggregate },
});
const uses = [use('total', 'sum'), use('own', null), use('peak', 'max'), use('speed', 'rate')];
const told = (change: Partial<MetricDefinition>, before = orders) =>
  consequencesOf(before, { ...before, ...change }, uses).map(({ kind, panels }) => [
    kind,
    panels.map(({ panel }) => panel),
  ]);

describe('what a change of a metric changes', () => {
  it('is nothing where only its description changes', () => {
    expect(told({ description: 'All of them' })).toEqual([]);
  });

  it('names the panels that will be refused', () => {
    expect(told({ additivity: 'averaged' })).toEqual([
      ['refused', ['total']],
      ['grouped', []],
    ]);
  });

  it('names the panels that leave the choice to the metric', () => {
    expect(told({ defaultAggregate: 'last' })).toEqual([['default', ['own']]]);
  });

  it('names those that begin to show something, and those that write another unit', () => {
    expect(told({ kind: 'counter', unit: 'requests' })).toEqual([
      ['refused', ['total']],
      ['unit', ['total', 'own', 'peak', 'speed']],
      ['allowed', ['speed']],
    ]);
  });
});

describe('what is refused', () => {
  it.each([
    ['sum', 'gauge', 'additive', false],
    ['sum', 'gauge', 'unique', true],
    ['sum', 'counter', 'additive', true],
    ['rate', 'gauge', 'additive', true],
    ['increase', 'counter', 'additive', false],
    ['increase', 'delta', 'averaged', true],
    ['delta', 'counter', 'additive', true],
    ['avg', 'counter', 'unique', false],
  ] as const)('%s of a %s that is %s: %s', (aggregate, kind, additivity, refused) => {
    expect(isRefused(aggregate, { kind, additivity, unit: 'orders' })).toBe(refused);
  });

  it('is every sum of shares, whatever else is said of them', () => {
    expect(isRefused('sum', { kind: 'gauge', additivity: 'additive', unit: 'percent' })).toBe(true);
  });

  it('is no default', () => {
    expect(isSoundDefault({ ...orders, defaultAggregate: 'sum' })).toBe(true);
    expect(isSoundDefault({ ...orders, defaultAggregate: 'sum', additivity: 'averaged' })).toBe(false);
  });
});
