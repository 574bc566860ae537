import { DashboardDocument } from './dashboards.js';

const panel = (id: string, more: object = {}) => ({
  id,
  widget: 'widget-stat@1',
  place: { x: 0, y: 0, w: 12, h: 4 },
  ...more,
});
const problems = (document: object) =>
  DashboardDocument.safeParse({ title: 'Orders', ...document }).error?.issues.map(
    ({ message, path }) => `${path.join('.')}: ${message}`,
  ) ?? [];
const tabs = [
  { id: 'today', title: 'Today' },
  { id: 'year', title: 'The year' },
];
const rows = [{ id: 'shops', title: 'Shops', tab: 'year' }];

describe('the layout of a dashboard', () => {
  it('is one page in reading order where the document says nothing, as documents did before there were tabs', () => {
    expect(DashboardDocument.parse({ title: 'Orders', panels: [panel('a')] })).toMatchObject({
      tabs: [],
      rows: [],
      phoneOrder: [],
    });
  });

  it('has panels at the head of tabs and in rows, and an order of its own for narrow screens', () => {
    const panels = [panel('a'), panel('b', { tab: 'today' }), panel('c', { row: 'shops' })];
    expect(problems({ tabs, rows, panels, phoneOrder: ['c', 'a'] })).toEqual([]);
  });

  it.each([
    ['a tab twice', { tabs: [...tabs, tabs[0]] }, 'tabs.2.id: Two tabs have the same id.'],
    ['a row twice', { tabs, rows: [...rows, ...rows] }, 'rows.1.id: Two rows have the same id.'],
    ['a row on no tab', { rows }, 'rows.0.tab: There is no tab "year" on this dashboard.'],
    [
      'a panel in no row',
      { panels: [panel('a', { row: 'x' })] },
      'panels.0.row: There is no row "x" on this dashboard.',
    ],
    [
      'a panel on no tab',
      { panels: [panel('a', { tab: 'x' })] },
      'panels.0.tab: There is no tab "x" on this dashboard.',
    ],
    [
      'a panel in a row and on a tab',
      { tabs, rows, panels: [panel('a', { row: 'shops', tab: 'today' })] },
      'panels.0.tab: A panel in a row stands on the tab of that row: name the row only.',
    ],
    ['an order of strangers', { phoneOrder: ['x'] }, 'phoneOrder.0: There is no panel "x" on this dashboard.'],
    [
      'an order that repeats itself',
      { panels: [panel('a')], phoneOrder: ['a', 'a'] },
      'phoneOrder.1: The panel "a" has two places in the order.',
    ],
  ])('refuses %s, and says where', (_, document, problem) => {
    expect(problems(document)).toEqual([problem]);
  });
});
