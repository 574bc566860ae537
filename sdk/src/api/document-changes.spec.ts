import { changesBetween } from './document-changes.js';
import { DashboardDocument } from './dashboards.js';

const panel = (id: string, y: number, more: object = {}) => ({
  id,
  title: id.toUpperCase(),
  widget: 'widget-stat@1',
  place: { x: 0, y, w: 12, h: 4 },
  ...more,
});
const asking = (input: object) => ({ queries: [{ source: 'metrics', input }] });
const documentOf = (panels: object[], more: object = {}): DashboardDocument => ({
  ...DashboardDocument.parse({ title: 'Orders', panels }),
  ...more,
});
const told = (before: DashboardDocument, after: DashboardDocument) =>
  changesBetween(before, after).map(({ kind, panel: about, path, before: was, after: is }) =>
    [kind, about?.title ?? '-', path.join('.'), ...(was === undefined && is === undefined ? [] : [was, is])].flat(),
  );

describe('the changes between two versions of a dashboard', () => {
  it('are none where only the order of keys differs', () => {
    const document = documentOf([panel('a', 0, { options: { one: 1, two: 2 } })]);
    const same = documentOf([panel('a', 0, { options: { two: 2, one: 1 } })]);
    expect(told(document, same)).toEqual([]);
  });

  it('tell fields of the dashboard with what they were and are, the range as one thing', () => {
    const after = documentOf([], { title: 'Sales', range: { from: 'now-1h', to: 'now' }, timezone: 'UTC' });
    expect(changesBetween(documentOf([]), after)).toEqual([
      { kind: 'changed', panel: null, path: ['title'], before: 'Orders', after: 'Sales' },
      { kind: 'changed', panel: null, path: ['timezone'], before: 'browser', after: 'UTC' },
      {
        kind: 'changed',
        panel: null,
        path: ['range'],
        before: { from: 'now-6h', to: 'now' },
        after: { from: 'now-1h', to: 'now' },
      },
    ]);
  });

  it('tell panels that were added and removed, and not those that gave way', () => {
    const before = documentOf([panel('a', 0), panel('b', 4)]);
    const after = documentOf([panel('new', 0), panel('b', 4)]);
    expect(told(before, after)).toEqual([
      ['added', 'NEW', ''],
      ['removed', 'A', ''],
    ]);
    expect(told(before, documentOf([panel('new', 0), panel('a', 4), panel('b', 8)]))).toEqual([['added', 'NEW', '']]);
  });

  it('tell who was moved past the others, and who was resized, not who gave way', () => {
    const before = documentOf([panel('a', 0), panel('b', 4), panel('c', 8)]);
    expect(told(before, documentOf([panel('a', 4), panel('b', 8), panel('c', 0)]))).toEqual([['moved', 'C', '']]);
    const higher = panel('a', 0, { place: { x: 0, y: 0, w: 12, h: 6 } });
    expect(told(before, documentOf([higher, panel('b', 6), panel('c', 10)]))).toEqual([['resized', 'A', '']]);
    expect(told(before, documentOf([panel('a', 1), panel('b', 5), panel('c', 9)]))).toHaveLength(3);
  });

  it('tell what of a query and of the options changed, by its path', () => {
    const before = documentOf([
      panel('a', 0, { ...asking({ metric: 'trips' }), options: { unit: 'km', deep: { x: 1 } } }),
    ]);
    const now = asking({ metric: 'trips', groupBy: ['borough'] });
    const after = documentOf([panel('a', 0, { ...now, options: { unit: 'mi', deep: { x: 2 } } })]);
    expect(changesBetween(before, after)).toEqual([
      { kind: 'changed', panel: { id: 'a', title: 'A' }, path: ['options', 'unit'], before: 'km', after: 'mi' },
      { kind: 'changed', panel: { id: 'a', title: 'A' }, path: ['options', 'deep', 'x'], before: 1, after: 2 },
      {
        kind: 'changed',
        panel: { id: 'a', title: 'A' },
        path: ['queries', '1', 'input', 'groupBy'],
        after: ['borough'],
      },
    ]);
  });

  it('tell fields that nobody here has heard of: things by their name, the rest by its path', () => {
    const before = documentOf([], { moods: [{ name: 'city', all: false }] });
    const after = documentOf([], { moods: [{ name: 'region' }, { name: 'city', all: true }], air: { calm: 3 } });
    expect(told(before, after)).toEqual([
      ['added', '-', 'moods.region'],
      ['changed', '-', 'moods.city.all', false, true],
      ['changed', '-', 'air'],
    ]);
    const order = documentOf([], { tabs: [{ id: 'b' }, { id: 'a' }] });
    expect(told(documentOf([], { tabs: [{ id: 'a' }, { id: 'b' }] }), order)).toEqual([['moved', '-', 'tabs']]);
  });

  it('leave out values that are too long to be told', () => {
    const [change] = changesBetween(documentOf([]), documentOf([], { description: 'x'.repeat(900) }));
    expect(change).toEqual({ kind: 'changed', panel: null, path: ['description'], before: '' });
  });
});
