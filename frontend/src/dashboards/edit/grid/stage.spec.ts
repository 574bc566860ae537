import { DashboardDocument, type Panel } from '@quarterdeck/sdk/api/dashboards';
import type { Wish } from './grid-drag';
import { destinationsOf, dropOf, editStage, nextDoor, titleOfSection } from './stage';

const panel = (id: string, y: number, where: object = {}) => ({
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
    { id: 'staff', title: 'Staff', tab: 'today', collapsed: true },
  ],
  panels: [panel('a', 0), panel('b', 4), panel('c', 0, { row: 'shops' }), panel('d', 0, { row: 'staff' })],
});
const isOpen = ({ collapsed }: { collapsed: boolean }) => !collapsed;
const stage = editStage(document, 'today', isOpen);
const wish = (id: string, line: number, more: Partial<Wish> = {}): Wish => ({
  id,
  part: 'place',
  place: { x: 0, y: line, w: 12, h: 4 },
  line,
  tab: null,
  ...more,
});
const placed = (made: Wish) => {
  const drop = dropOf(made, document, stage, 'today');
  const panel = drop?.document.panels.find(({ id }) => id === made.id);
  return drop && [panel?.row ?? panel?.tab ?? '-', panel?.place.y, drop.into];
};

describe('the stage of the editor', () => {
  it('puts a panel where the pointer is: in its section, or in another one', () => {
    expect(stage.map(({ headAt, top, height }) => [headAt, top, height])).toEqual([
      [null, 0, 8],
      [8, 9, 4],
      [13, 14, 0],
    ]);
    expect(placed(wish('a', 7))).toEqual(['-', 4, null]);
    expect(placed(wish('a', 9))).toEqual(['shops', 0, null]);
    expect(placed(wish('a', 12))).toEqual(['shops', 4, null]);
    expect(placed(wish('c', -3))).toEqual(['today', 0, null]);
  });

  it('drops a panel into a closed row and onto a tab, without saying where in it', () => {
    expect(placed(wish('a', 13))).toEqual(['staff', 0, { row: 'staff' }]);
    expect(placed(wish('a', 3, { tab: 'year' }))).toEqual(['year', 0, { tab: 'year' }]);
    expect(placed(wish('a', 0, { tab: 'today' }))).toEqual(['-', 0, null]);
  });

  it('keeps a panel in its section while its size changes', () => {
    expect(placed(wish('a', 20, { part: 'size' }))).toEqual(['-', 0, null]);
  });

  it('lets no section shrink while a panel is dragged out of it, and leaves room in what is empty', () => {
    const moved = dropOf(wish('c', 0), document, stage, 'today')?.document ?? document;
    expect(editStage(moved, 'today', isOpen, stage).map(({ height }) => height)).toEqual([12, 4, 0]);
    expect(editStage(moved, 'today', isOpen).map(({ height }) => height)).toEqual([12, 2, 0]);
  });

  it('knows what is next door for those who use keys', () => {
    const of = (id: string) => document.panels.find((one) => one.id === id) as Panel;
    expect(nextDoor(stage, of('b'), 'down')).toMatchObject({ section: { key: 'row shops' }, place: { y: 0 } });
    expect(nextDoor(stage, of('c'), 'up')).toMatchObject({ section: { key: 'tab today' }, place: { y: 8 } });
    expect(nextDoor(stage, of('a'), 'up')).toBeUndefined();
  });

  it('names every place where a panel can stand', () => {
    expect(destinationsOf(document, 'Top').map(({ title, depth }) => [title, depth])).toEqual([
      ['Today', 0],
      ['Shops', 1],
      ['Staff', 1],
      ['The year', 0],
    ]);
    expect(titleOfSection(document, { row: 'shops' }, 'Top')).toBe('Shops');
    expect(titleOfSection(document, {}, 'Top')).toBe('Today');
  });
});
