import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { frameOf, type Field, type Frame, type Picture } from '@quarterdeck/sdk';
import type { Panel as PanelDocument } from '@quarterdeck/sdk/api/dashboards';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { openPage, type Tab } from '../../testing/page';
import { lightTheme } from '../../ui/palette';
import { Panel, type PanelScene } from './panel';
import type { PanelData } from './panel-data';
import { IMPORT_MODULE } from './widget-host';

const AS_OF = Date.UTC(2014, 10, 4, 11, 24);
const HOUR = 3_600_000;
const panel: PanelDocument = {
  id: 'a',
  title: 'Passengers',
  description: '',
  widget: 'widget-any@1',
  options: {},
  queries: [{ source: 'metrics', kind: 'metrics', input: {} }],
  place: { x: 0, y: 0, w: 6, h: 8 },
};
const plugin = {
  id: 'widget-any',
  version: '1.0.0',
  kind: 'widget',
  title: 'Any',
  description: '',
  state: { ready: true },
  module: '/plugins/widget-any/1.0.0/widget.mjs',
} satisfies Plugin;
const scene: PanelScene = {
  annotations: [],
  timezone: 'UTC',
  theme: lightTheme,
  locale: 'en-GB',
  print: false,
  isRunning: false,
  refreshMs: 0,
};
const words = (name: string, ...texts: string[]): Field => ({
  name,
  type: 'string',
  dictionary: texts,
  values: Uint32Array.from(texts, (_, at) => at),
});
const numbers: Field = { name: 'trips', type: 'number', values: Float64Array.of(41, 1723) };
const times: Field = { name: 'time', type: 'time', values: Float64Array.of(AS_OF - HOUR, AS_OF) };
const columns = (...fields: number[]) => ({ $columns: fields.map((field) => [0, field]) });

const overTime = [times, numbers];
const byName = [words('borough', 'Queens', 'Bronx'), numbers];
const cells = [words('hour', '9', '10'), words('day', 'Mon', 'Tue'), numbers];
const stat = { kind: 'stat', value: 1723, label: 'Trips' } as const;
const chart = (option: object) => ({ kind: 'chart', option }) as Picture;

/** What somebody who hears the page can read of each kind, when everything that can be opened is open. */
const KINDS: readonly [kind: string, fields: readonly Field[], picture: Picture, read: readonly [string, RegExp]][] = [
  [
    'chart over time',
    overTime,
    chart({
      xAxis: { type: 'time' },
      yAxis: { type: 'value' },
      series: [{ type: 'line', name: 'trips', data: columns(0, 1) }],
    }),
    ['qd-chart-numbers table', /11:24.*1,723/],
  ],
  [
    'bars by category',
    byName,
    chart({
      xAxis: { type: 'category', data: ['Queens', 'Bronx'] },
      yAxis: { type: 'value' },
      series: [{ type: 'bar', name: 'trips', data: columns(0, 1) }],
    }),
    ['qd-chart-numbers table', /Queens.*41.*Bronx.*1,723/],
  ],
  [
    'pie',
    byName,
    chart({ series: [{ type: 'pie', name: 'trips', data: columns(0, 1) }] }),
    ['qd-shares-list table', /Queens.*41.*2.32 %.*Bronx.*97.7 %/],
  ],
  ['stat', overTime, stat, ['qd-stat-picture', /Trips.*1.72k/]],
  [
    'gauge',
    overTime,
    { kind: 'gauge', value: 41, min: 0, max: 100, label: 'Trips' },
    ['qd-gauge-picture .qd-spoken', /Trips: 41 on a scale from 0 to 100/],
  ],
  [
    'heatmap',
    cells,
    { kind: 'heatmap', x: [0, 0], y: [0, 1], value: [0, 2] },
    ['qd-heatmap-picture table', /Mon.*41.*Tue.*1,723/],
  ],
  ['table', byName, { kind: 'table', frame: 0 }, ['qd-table-picture table', /Queens.*41.*Bronx.*1,723/]],
  ['text', byName, { kind: 'text', markdown: '**Queens** leads.' }, ['qd-text-picture', /Queens leads/]],
  [
    'stack',
    byName,
    { kind: 'stack', direction: 'column', of: [stat, { kind: 'table', frame: 0 }] },
    ['qd-stack-picture', /Trips.*1.72k.*Queens.*41/],
  ],
];

const data = signal<PanelData | null>(null);

@Component({
  selector: 'qd-test-kinds',
  imports: [Panel],
  template: '@if (data(); as known) { <qd-panel [panel]="panel" [data]="known" [plugin]="plugin" [scene]="scene" /> }',
})
class Host {
  readonly data = data;
  readonly panel = panel;
  readonly plugin = plugin;
  readonly scene = scene;
}

/** The test browser has no canvas: charts draw on nothing. */
const nowhere = new Proxy({}, { get: (_, name) => (name === 'measureText' ? () => ({ width: 8 }) : () => undefined) });
const own = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'getContext');
beforeAll(() => {
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', { value: () => nowhere, configurable: true });
});
afterAll(() => {
  if (own) Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', own);
});

describe.each(KINDS)('a panel that draws a %s', (kind, fields, picture, [where, what]) => {
  let tab: Tab;
  beforeEach(async () => {
    data.set(null);
    const module = { draw: () => picture };
    TestBed.configureTestingModule({
      providers: [{ provide: IMPORT_MODULE, useValue: () => Promise.resolve(module) }],
    });
    tab = await openPage(Host);
  });
  const show = async (about: Partial<Frame>) => {
    const frames = [frameOf('f', fields, { asOf: AS_OF, source: 'metrics, mean per 30 minutes', ...about })];
    const answer = { window: { from: AS_OF - HOUR, to: AS_OF }, receivedAt: AS_OF, problem: null };
    data.set({ frames, ...answer, unreached: undefined, earlier: null, loading: false });
    await tab.settle();
  };
  const told = async () => {
    await tab.press('Where the numbers of Passengers come from');
    return document.querySelector('[role="dialog"]')?.textContent.replace(/\s+/g, ' ') ?? '';
  };

  it('says of when its numbers are, where they come from and how fine they are', async () => {
    await show({ resolutionMs: 1_800_000 });
    const text = await told();
    expect(text).toContain('metrics, mean per 30 minutes');
    expect(text).toMatch(/As of ?Tue, .*2014, 11:24/);
    expect(text).toContain('one value per 30 minutes');
    expect(text).not.toContain('left out');
  });

  it('says that its rows are cut off, and of rows without a rhythm that they have none', async () => {
    await show({ truncated: true });
    expect(document.querySelector('qd-panel header .badge')?.textContent).toContain('cut off');
    const text = await told();
    expect(text).toContain('not spaced in time');
    expect(text).toMatch(/Rows ?2 Rows were left out/);
  });

  it('can be read by those who do not see it', async () => {
    await show({});
    for (const button of document.querySelectorAll<HTMLElement>('qd-chart-numbers button')) button.click();
    await tab.settle();
    expect(document.querySelector('qd-panel')?.getAttribute('data-state')).not.toBe('failed');
    expect(document.querySelector(where)?.textContent.replace(/\s+/g, ' ')).toMatch(what);
    if (picture.kind === 'chart') expect([kind, document.querySelector('qd-chart-numbers')]).not.toContain(null);
  });
});
