import { DashboardDocument, type Panel } from '@quarterdeck/sdk/api/dashboards';
import { freePanelId, withCopy, withMoved, withoutPanel, withPanel } from './documents';
import {
  withoutRow,
  withoutTab,
  withPhoneOrder,
  withRow,
  withRowOnTab,
  withRowShifted,
  withTab,
  withTabShifted,
} from './section-documents';

const panel = (id: string, y: number, where: Partial<Panel> = {}) => ({
  id,
  widget: 'widget-stat@1',
  place: { x: 0, y, w: 12, h: 4 },
  ...where,
});
const document = DashboardDocument.parse({
  title: 'Orders',
  tabs: [
    { id: 'today', title: 'Today' },
    { id: 'year', title: 'The year' },
  ],
  rows: [
    { id: 'shops', title: 'Shops', tab: 'today' },
    { id: 'months', title: 'Months', tab: 'year' },
    { id: 'staff', title: 'Staff' },
  ],
  panels: [
    panel('a', 0),
    panel('b', 4),
    panel('c', 0, { row: 'shops' }),
    panel('d', 0, { tab: 'year' }),
    panel('e', 0, { row: 'staff' }),
  ],
  phoneOrder: ['b', 'a'],
});
const plain = DashboardDocument.parse({ title: 'Orders', panels: [panel('a', 0), panel('b', 4)] });
const told = ({ panels }: DashboardDocument) =>
  panels.map(({ id, row, tab, place }) => `${id} ${row ?? tab ?? '-'} ${String(place.y)}`);
/** Whatever is done to it, a document can be saved. */
const saved = (made: DashboardDocument): DashboardDocument => DashboardDocument.parse(made);

describe('the sections of a document being changed', () => {
  it('take a panel from one another, and the gap that it leaves closes', () => {
    expect(told(saved(withMoved(document, 'a', { row: 'shops' })))).toEqual([
      'a shops 0',
      'b - 0',
      'c shops 0',
      'd year 0',
      'e staff 0',
    ]);
    const wish = { x: 0, y: 0, w: 12, h: 4 };
    expect(told(saved(withMoved(document, 'd', { row: 'shops' }, wish))).slice(2, 4)).toEqual([
      'c shops 4',
      'd shops 0',
    ]);
  });

  it('leave a panel where it is when it is sent to where it stands', () => {
    expect(withMoved(document, 'a', { tab: 'today' })).toBe(document);
  });

  it('get new panels, copies and gaps of their own; other sections stay as they are', () => {
    const added = withPanel(document, { ...(document.panels[0] as Panel), id: freePanelId(document), row: 'shops' });
    expect(told(saved(added)).at(-1)).toBe('panel-1 shops 0');
    expect(told(saved(withCopy(document, 'c', 'x'))).at(-1)).toBe('x shops 4');
    const less = saved(withoutPanel(document, 'a'));
    expect([told(less)[0], less.phoneOrder]).toEqual(['b - 0', ['b']]);
  });

  it('begin with two tabs: the panels that were there stay together on the first', () => {
    const tabbed = saved(withTab(plain, { first: 'Overview', added: 'New tab' }));
    expect(tabbed.tabs).toEqual([
      { id: 'tab-1', title: 'Overview' },
      { id: 'tab-2', title: 'New tab' },
    ]);
    expect(told(saved(withTabShifted(tabbed, 'tab-1', 1)))).toEqual(['a tab-1 0', 'b tab-1 4']);
  });

  it('outlive their tab on its neighbour, rows and all, and the last tab is none', () => {
    const one = saved(withoutTab(document, 'today', 'move'));
    expect(one.tabs).toEqual([]);
    expect(one.rows.map(({ id, tab }) => [id, tab])).toEqual([
      ['shops', undefined],
      ['months', undefined],
      ['staff', undefined],
    ]);
    expect(told(one)).toEqual(['a - 4', 'b - 8', 'c shops 0', 'd - 0', 'e staff 0']);
  });

  it('go with their tab where that is wanted', () => {
    const left = saved(withoutTab(document, 'today', 'delete'));
    expect([told(left), left.rows.map(({ id }) => id), left.phoneOrder]).toEqual([['d - 0'], ['months'], []]);
  });

  it('outlive their row below what stands above it, or go with it', () => {
    expect(told(saved(withoutRow(document, 'staff', 'move'))).at(-1)).toBe('e shops 4');
    expect(told(saved(withoutRow(document, 'shops', 'move')))[2]).toBe('c today 8');
    expect(told(saved(withoutRow(document, 'shops', 'delete'))).length).toBe(4);
  });

  it('are rows in an order of their tab', () => {
    const ids = (made: DashboardDocument) => saved(made).rows.map(({ id }) => id);
    expect(ids(withRowShifted(document, 'staff', -1))).toEqual(['staff', 'months', 'shops']);
    expect(ids(withRowShifted(document, 'shops', -1))).toEqual(['shops', 'months', 'staff']);
    expect(ids(withRow(document, 'year', 'New row'))).toEqual(['shops', 'months', 'staff', 'row-1']);
    expect(saved(withRowOnTab(document, 'shops', 'year')).rows.at(-1)).toMatchObject({ id: 'shops', tab: 'year' });
  });

  it('have an order for phones that is forgotten where it is the one in which one reads', () => {
    expect(saved(withPhoneOrder(plain, {}, ['b', 'a'])).phoneOrder).toEqual(['b', 'a']);
    expect(saved(withPhoneOrder(document, { tab: 'today' }, ['a', 'b'])).phoneOrder).toEqual([]);
  });
});
