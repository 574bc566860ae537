import { Component, signal } from '@angular/core';
import type { TimeRangeChoice } from '@quarterdeck/sdk/api/time-range';
import { openPage, type Tab } from '../../testing/page';
import { TimeRangePicker } from './time-range-picker';

const chosen: (TimeRangeChoice | null)[] = [];
let wentBack = 0;

@Component({
  selector: 'qd-test-picker',
  imports: [TimeRangePicker],
  template: `
    <qd-time-range-picker
      zone="America/New_York"
      [choice]="choice()"
      [own]="own"
      [canGoBack]="true"
      (chosen)="choose($event)"
      (wentBack)="goBack()"
    />
  `,
})
class Host {
  readonly own = { from: '2014-07-01T04:00:00Z', to: '2015-02-01T05:00:00Z' };
  readonly choice = signal<TimeRangeChoice>({ from: 'now-6h', to: 'now' });
  goBack(): void {
    wentBack++;
  }
  choose(choice: TimeRangeChoice | null): void {
    chosen.push(choice);
    this.choice.set(choice ?? this.own);
  }
}

describe('the time range picker', () => {
  let tab: Tab;
  beforeEach(async () => {
    chosen.length = 0;
    tab = await openPage(Host);
  });
  const edges = () => [...document.querySelectorAll<HTMLInputElement>('input[type="datetime-local"]')];
  const write = async (from: string, to: string) => {
    edges().forEach((input, at) => {
      input.value = at === 0 ? from : to;
      input.dispatchEvent(new Event('input'));
    });
    document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await tab.settle();
  };

  it('says the range by its name and offers others', async () => {
    await tab.press('Time range: Last 6 hours New York');
    await tab.press('Last 7 days');
    expect(chosen).toEqual([{ from: 'now-7d', to: 'now' }]);
    expect(tab.text).toContain('Last 7 days');
  });

  it('offers the range of the dashboard by the clock of the zone', async () => {
    await tab.press('Time range: Last 6 hours New York');
    expect(tab.text).toContain('Jul 1, 2014');
    const own = [...document.querySelectorAll('button')].find(({ textContent }) =>
      textContent.includes("dashboard's own"),
    );
    own?.click();
    await tab.settle();
    expect(chosen).toEqual([null]);
  });

  it('reads dates as the clock of the zone shows them', async () => {
    await tab.press('Time range: Last 6 hours New York');
    expect(edges()).toHaveLength(2);
    await write('2014-11-01T00:00', '2014-11-03T00:00');
    expect(chosen).toEqual([{ from: '2014-11-01T04:00:00.000Z', to: '2014-11-03T05:00:00.000Z' }]);
  });

  it('says what is wrong with dates in words and chooses nothing', async () => {
    await tab.press('Time range: Last 6 hours New York');
    await write('2014-11-03T00:00', '2014-11-01T00:00');
    expect(tab.text).toContain('The end must be after the beginning.');
    await write('', '2014-11-01T00:00');
    expect(tab.text).toContain('Give both a date and a time.');
    expect(chosen).toEqual([]);
  });

  it('steps back by the length of the range, and no further than now', async () => {
    await tab.press('Earlier');
    const [step] = chosen;
    expect(Date.parse(step!.to) - Date.parse(step!.from)).toBe(6 * 3_600_000);
    expect(document.querySelector<HTMLButtonElement>('[aria-label="Later"]')?.disabled).toBe(false);
  });

  it('goes back to the range before', async () => {
    await tab.press('Back to the range before');
    expect(wentBack).toBe(1);
  });
});
