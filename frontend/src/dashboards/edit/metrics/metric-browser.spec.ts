import { Component } from '@angular/core';
import type { Metric } from '@quarterdeck/sdk/api/metrics';
import { openPage } from '../../../testing/page';
import { MetricBrowser } from './metric-browser';

const metrics: Metric[] = Array.from({ length: 60 }, (_, at) => ({
  name: `shop.visits_${String(at).padStart(2, '0')}`,
  unit: at === 0 ? 'currency:EUR' : '',
  kind: 'gauge',
  additivity: 'additive',
  defaultAggregate: 'avg',
  description: '',
  keepDays: null,
  seriesCount: 1,
  lastAt: null,
  lastValue: at === 0 ? 1240 : null,
}));
const picked: string[] = [];

@Component({
  selector: 'qd-test-browser',
  imports: [MetricBrowser],
  template: '<qd-metric-browser [metrics]="metrics" (picked)="pick($event)" />',
})
class Host {
  protected readonly metrics = metrics;
  protected pick({ name }: Metric): void {
    picked.push(name);
  }
}

// jsdom lays nothing out, so it has nothing to scroll.
Element.prototype.scrollIntoView = () => undefined;

const press = (key: string) => document.querySelector('input')?.dispatchEvent(new KeyboardEvent('keydown', { key }));

describe('the metric browser', () => {
  it('shows the last value in its unit, and says how many it does not show', async () => {
    const tab = await openPage(Host);
    expect(tab.text).toContain('€ 1.24k');
    expect(tab.text).toContain('and 10 more');
  });

  it('is walked by arrows while one types, and Enter picks', async () => {
    const tab = await openPage(Host);
    await tab.fill('Metric', 'visits_1');
    press('ArrowDown');
    press('ArrowDown');
    press('ArrowUp');
    await tab.settle();
    const active = document.querySelector('input')?.getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(active)?.textContent).toContain('shop.visits_11');
    press('Enter');
    expect(picked).toEqual(['shop.visits_11']);
  });

  it('says so where nothing has that name', async () => {
    const tab = await openPage(Host);
    await tab.fill('Metric', 'moon');
    expect(tab.text).toContain('No metric is called “moon”.');
  });
});
