import { decodeFrames, frame, type Frame } from '@quarterdeck/sdk';
import { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { SnapshotContent } from '@quarterdeck/sdk/api/reports';
import { snapshotOf, usedPlugins } from './snapshot.js';

const CONNECTION = '00000000-0000-4000-8000-0000000000c1';
const place = { x: 0, y: 0, w: 12, h: 8 };
const document = DashboardDocument.parse({
  title: 'City demand',
  panels: [
    { id: 'trips', widget: 'widget-timeseries@1', options: { stack: false, unit: 'trips' }, place },
    { id: 'orders', widget: 'widget-table@1', queries: [{ source: CONNECTION, input: {} }], place },
  ],
});
const content = {
  document,
  dashboardId: '00000000-0000-4000-8000-000000000001',
  dashboardVersion: 3,
  workspace: 'Harbour',
  range: { from: 0, to: 1000 },
  timezone: 'UTC',
  locale: 'en',
  asOf: 5000,
  plugins: [],
  annotations: [],
  variables: [],
};

function trips(...values: number[]): Frame {
  const made = frame('trips', { at: 'time', value: 'number' });
  values.forEach((value, at) => made.push({ at, value }));
  return made.build({ source: 'metrics (raw)', asOf: 5000 });
}
const answers = (...values: number[]) => [
  { frames: [trips(...values)], problem: null },
  { frames: [], problem: { code: 'connection.missing', detail: 'It is gone.', fault: 'settings' as const } },
];

describe('a snapshot', () => {
  it('holds the document, the frames and what failed, and can be read again', () => {
    const { frames, meta } = decodeFrames(snapshotOf(content, answers(1, 2)).bytes);
    const read = SnapshotContent.parse(meta);
    expect(read).toMatchObject({ ...content, panels: [{ frames: [0] }, { problem: { detail: 'It is gone.' } }] });
    expect(Array.from(frames[0]!.fields[1]!.values)).toEqual([1, 2]);
  });

  it('has the same id for the same content, whatever the order of its keys', () => {
    const [trip, orders] = document.panels;
    const turned = { ...trip!, options: { unit: 'trips', stack: false } };
    const other = {
      ...Object.fromEntries(Object.entries(content).reverse()),
      document: { ...document, panels: [turned, orders!] },
    };
    expect(snapshotOf(other as typeof content, answers(1, 2)).id).toBe(snapshotOf(content, answers(1, 2)).id);
  });

  it('holds the earlier time that it is compared with behind its own', () => {
    const earlier = { comparison: 'week', range: { from: -1000, to: 0 }, answers: answers(7) } as const;
    const { frames, meta } = decodeFrames(snapshotOf(content, answers(1, 2), earlier).bytes);
    const { panels, compared } = SnapshotContent.parse(meta);
    expect(panels.map((panel) => panel.frames)).toEqual([[0], []]);
    expect(compared).toMatchObject({ comparison: 'week', range: earlier.range, panels: [{ frames: [1] }, {}] });
    expect(Array.from(frames[1]!.fields[1]!.values)).toEqual([7]);
  });

  it('has another id as soon as one number differs', () => {
    expect(snapshotOf(content, answers(1, 2)).id).not.toBe(snapshotOf(content, answers(1, 3)).id);
  });

  it('is named by the SHA-256 of its bytes', async () => {
    const { id, bytes } = snapshotOf(content, answers(1));
    expect(Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')).toBe(id);
  });
});

describe('the plugins of a snapshot', () => {
  const plugin = (id: string, version: string): Plugin => ({
    id,
    version,
    kind: id.startsWith('widget') ? 'widget' : 'datasource',
    title: id,
    description: '',
    state: { ready: true },
  });
  const installed = [
    { ...plugin('widget-timeseries', '1.9.0'), state: { ready: false, reason: 'A file is missing.' } },
    plugin('widget-timeseries', '2.0.0'),
    plugin('widget-timeseries', '1.4.0'),
    plugin('widget-timeseries', '1.3.9'),
    plugin('widget-text', '1.0.0'),
    plugin('widget-table', '1.0.1'),
    plugin('datasource-json', '1.0.0'),
  ];
  const connection = {
    id: CONNECTION,
    name: 'Shop',
    plugin: 'datasource-json@1',
    config: {},
    secretsConfigured: [],
    usedBy: [],
    createdAt: '',
  };

  it('are the pinned widgets and the datasources that are asked: of each pin the newest version that works', () => {
    const used = usedPlugins({ document, choices: new Map() }, [connection], installed).map(
      ({ id, version }) => `${id} ${version}`,
    );
    expect(used).toEqual(['datasource-json 1.0.0', 'widget-table 1.0.1', 'widget-timeseries 1.4.0']);
  });

  it('leave out the datasources of connections that no panel asks', () => {
    const used = usedPlugins({ document, choices: new Map() }, [{ ...connection, id: crypto.randomUUID() }], installed);
    expect(used.map(({ id }) => id)).not.toContain('datasource-json');
  });

  it('are also those of the connection that a variable stands for', () => {
    const queries = [{ source: { $variable: 'shop' }, input: {} }];
    const panels = [{ id: 'orders', widget: 'widget-table@1', queries, place }];
    const asked = DashboardDocument.parse({ title: 'Shops', panels });
    const used = (choices: ReadonlyMap<string, string[]>) =>
      usedPlugins({ document: asked, choices }, [connection], installed).map(({ id }) => id);
    expect(used(new Map([['shop', [CONNECTION]]]))).toContain('datasource-json');
    expect(used(new Map())).not.toContain('datasource-json');
  });
});
