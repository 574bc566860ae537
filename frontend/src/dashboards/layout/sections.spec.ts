import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import { phoneSorted, sectionsOf, staged, tabOf, type Layout } from './sections';

const panel = (id: string, y: number, where: Partial<Panel> = {}, x = 0) =>
  ({ id, place: { x, y, w: 12, h: 4 }, ...where }) as Panel;
const layout: Layout = {
  tabs: [
    { id: 'today', title: 'Today' },
    { id: 'year', title: 'The year' },
  ],
  rows: [
    { id: 'shops', title: 'Shops', tab: 'today', collapsed: true },
    { id: 'months', title: 'Months', tab: 'year', collapsed: false },
    { id: 'staff', title: 'Staff', collapsed: false },
  ],
  panels: [
    panel('a', 0),
    panel('b', 0, { row: 'shops' }),
    panel('c', 0, { tab: 'year' }),
    panel('d', 4, { row: 'months' }),
    panel('e', 0, { row: 'staff' }),
  ],
};
const told = (tab?: string) =>
  sectionsOf(layout, tab).map(({ key, panels }) => [key, panels.map(({ id }) => id).join()]);

describe('the sections of a dashboard', () => {
  it('are the head of a tab and its rows; what names no tab stands on the first', () => {
    expect(told('today')).toEqual([
      ['tab today', 'a'],
      ['row shops', 'b'],
      ['row staff', 'e'],
    ]);
    expect(told('year')).toEqual([
      ['tab year', 'c'],
      ['row months', 'd'],
    ]);
    expect(told()).toEqual(told('today'));
    expect(tabOf(layout, { row: 'staff' })).toBe('today');
  });

  it('are one where a dashboard has neither tabs nor rows', () => {
    const plain = { tabs: [], rows: [], panels: [panel('a', 0)] };
    expect(sectionsOf(plain).map(({ where, panels }) => [where, panels.length])).toEqual([[{}, 1]]);
  });

  it('stand one below another; a closed row is its heading alone', () => {
    const lines = staged(sectionsOf(layout, 'today'), ({ collapsed }) => !collapsed).map(
      ({ headAt, top, height, isOpen }) => [headAt, top, height, isOpen],
    );
    expect(lines).toEqual([
      [null, 0, 4, true],
      [4, 5, 0, false],
      [5, 6, 4, true],
    ]);
  });

  it('are on a phone in the order that somebody chose; others follow what one reads before them', () => {
    const panels = [panel('a', 0), panel('b', 0, {}, 12), panel('c', 4), panel('d', 4, {}, 12)];
    const order = (chosen: string[]) => phoneSorted(panels, chosen).map(({ id }) => id);
    expect(order([])).toEqual(['a', 'b', 'c', 'd']);
    expect(order(['d', 'a'])).toEqual(['d', 'a', 'b', 'c']);
    expect(order(['c', 'b', 'a'])).toEqual(['c', 'd', 'b', 'a']);
    expect(order(['gone'])).toEqual(['a', 'b', 'c', 'd']);
  });
});
