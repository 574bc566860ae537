import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { frameOf, type Frame } from '@quarterdeck/sdk';
import type { Panel as PanelDocument } from '@quarterdeck/sdk/api/dashboards';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { openPage, type Tab } from '../../testing/page';
import { lightTheme } from '../../ui/palette';
import { Panel, type PanelScene } from './panel';
import { NOTHING_YET, type PanelData } from './panel-data';
import { IMPORT_MODULE } from './widget-host';

const panel = {
  id: 'a',
  title: 'Passengers',
  description: '',
  widget: 'widget-stat@1',
  options: {},
  queries: [{ source: 'metrics', kind: 'metrics', input: {} }],
  place: { x: 0, y: 0, w: 6, h: 4 },
} satisfies PanelDocument;
const plugin = {
  id: 'widget-stat',
  version: '1.0.0',
  kind: 'widget',
  title: 'Stat',
  description: '',
  state: { ready: true },
  module: '/plugins/widget-stat/1.0.0/widget.mjs',
} satisfies Plugin;
const scene: PanelScene = {
  annotations: [],
  timezone: 'UTC',
  theme: lightTheme,
  locale: 'en',
  print: false,
  isRunning: true,
  refreshMs: 0,
};
const frame = (more: Partial<Frame> = {}) =>
  frameOf('f', [{ name: 'v', type: 'number', values: Float64Array.of(25_300) }], more);
const answered = (more: Partial<PanelData> = {}): PanelData => ({
  frames: [frame({ asOf: Date.now() })],
  window: { from: 0, to: 1 },
  receivedAt: Date.now(),
  problem: null,
  unreached: undefined,
  earlier: null,
  loading: false,
  ...more,
});

const data = signal<PanelData>(NOTHING_YET);
const used = signal<Plugin | undefined>(plugin);
const shownPanel = signal<PanelDocument>(panel);
const events: string[] = [];

@Component({
  selector: 'qd-test-panel',
  imports: [Panel],
  template: `
    <qd-panel
      [panel]="panel()"
      [data]="data()"
      [plugin]="plugin()"
      [scene]="scene"
      (retried)="events.push('retried')"
      (drawn)="events.push('drawn')"
    />
  `,
})
class Host {
  readonly panel = shownPanel;
  readonly scene = scene;
  readonly data = data;
  readonly plugin = used;
  readonly events = events;
}

describe('a panel', () => {
  let tab: Tab;
  let draw: (input: { frames: Frame[] }) => unknown;

  beforeEach(async () => {
    data.set(NOTHING_YET);
    used.set(plugin);
    shownPanel.set(panel);
    events.length = 0;
    draw = ({ frames }) => ({
      kind: 'stat',
      value: frames[0]?.fields[0]?.values[0] ?? null,
      format: { unit: 'passengers' },
    });
    const module = { draw: (input: { frames: Frame[] }) => draw(input) };
    TestBed.configureTestingModule({
      providers: [{ provide: IMPORT_MODULE, useValue: () => Promise.resolve(module) }],
    });
    tab = await openPage(Host);
  });
  const show = async (next: PanelData) => {
    data.set(next);
    await tab.settle();
  };
  const busy = () => document.querySelector('qd-panel')?.getAttribute('aria-busy');

  it('is a skeleton before the first answer', () => {
    expect(document.querySelectorAll('qd-skeleton').length).toBeGreaterThan(0);
    expect(busy()).toBe('true');
  });

  it('shows what its widget draws', async () => {
    await show(answered());
    expect(tab.text).toContain('25.3k');
    expect(events).toContain('drawn');
    expect(busy()).toBe('false');
  });

  it('keeps the last picture, dimmed, while the next numbers are on the way', async () => {
    await show(answered({ loading: true }));
    expect(document.querySelector('.body.updating')).not.toBeNull();
    expect(tab.text).toContain('25.3k');
  });

  it('says what would appear where there is no row', async () => {
    await show(answered({ frames: [frameOf('f', [])] }));
    expect(tab.text).toContain('No data in this time range');
  });

  it('wears its age when the numbers are older than expected', async () => {
    await show(answered({ frames: [frame({ asOf: Date.now() - 5 * 3_600_000 })] }));
    expect(tab.text).toContain('Data from 5 hours ago');
    expect(tab.text).toContain('25.3k');
  });

  it('says that rows were left out', async () => {
    await show(answered({ frames: [frame({ truncated: true, asOf: Date.now() })] }));
    expect(tab.text).toContain('cut off');
  });

  it.each([
    ['core', 'Quarterdeck failed'],
    ['plugin', 'A plugin failed'],
    ['upstream', 'The source of the data failed'],
    ['settings', 'The query or its settings are not right'],
  ] as const)('says whose fault a failure of %s is, and what the server says to do', async (fault, whose) => {
    await show(answered({ frames: [], problem: { code: 'c.1', detail: 'Wait a minute.', fault } }));
    expect(tab.text).toContain(whose);
    expect(tab.text).toContain('Wait a minute.');
    expect(tab.text).toContain('c.1');
    expect(events).toContain('drawn');
  });

  it('asks again when told to', async () => {
    await show({ ...NOTHING_YET, loading: false, unreached: new Error('away') });
    await tab.press('Try again');
    expect(events).toContain('retried');
  });

  it('names the widget that has a bug, and nothing else breaks', async () => {
    draw = () => {
      throw new Error('x is undefined');
    };
    await show(answered());
    expect(tab.text).toContain('Widget widget-stat 1.0.0 failed');
    expect(tab.text).toContain('x is undefined');
    draw = () => ({ kind: 'stat', value: 7 });
    await show(answered());
    expect(tab.text).not.toContain('failed');
  });

  it('says when its widget is not installed', async () => {
    used.set(undefined);
    await show(answered());
    expect(tab.text).toContain('Widget widget-stat@1 failed');
    expect(tab.text).toContain('It is not installed.');
  });

  it('says on demand where the numbers come from', async () => {
    await show(answered({ frames: [frame({ source: 'metrics (raw)', resolutionMs: 1_800_000, asOf: Date.now() })] }));
    await tab.press('Where the numbers of Passengers come from');
    expect(tab.text).toContain('metrics (raw)');
    expect(tab.text).toContain('one value per 30 minutes');
    expect(tab.text).toContain('Drawn by widget-stat 1.0.0');
  });

  it('that asks nothing does not say where its numbers come from', async () => {
    shownPanel.set({ ...panel, queries: [] });
    await show(answered({ frames: [] }));
    expect(document.querySelector('qd-panel-details')).toBeNull();
  });
});
