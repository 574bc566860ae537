import { DashboardDocument } from './dashboards.js';
import { mergedDocuments } from './document-merge.js';

const panel = (id: string, y: number, more: object = {}) => ({
  id,
  title: id,
  widget: 'widget-stat@1',
  place: { x: 0, y, w: 12, h: 4 },
  ...more,
});
const documentOf = (panels: object[], more: object = {}): DashboardDocument => ({
  ...DashboardDocument.parse({ title: 'Orders', panels, ...more }),
  ...more,
});
const keysOf = ({ conflicts }: ReturnType<typeof mergedDocuments>) =>
  conflicts.map(({ kind, panel: about, path }) => [kind, about?.id, path.join('.')]);

describe('changes of two people put on top of each other', () => {
  const base = documentOf([panel('a', 0, { options: { unit: 'km', min: 0 } }), panel('b', 4)]);

  it('meet where they touch different things, also of the same panel', () => {
    const mine = documentOf([panel('a', 0, { title: 'Mine', options: { unit: 'mi', min: 0 } }), panel('b', 4)]);
    const theirs = documentOf([panel('a', 0, { options: { unit: 'km', min: 5 } }), panel('b', 4), panel('c', 8)], {
      title: 'Sales',
    });
    const { document, conflicts } = mergedDocuments(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(document).toMatchObject({
      title: 'Sales',
      panels: [{ id: 'a', title: 'Mine', options: { unit: 'mi', min: 5 } }, { id: 'b' }, { id: 'c' }],
    });
  });

  it('conflict where both changed the same field; who chose decides, and theirs stays until then', () => {
    const [mine, theirs] = [documentOf(base.panels, { title: 'Mine' }), documentOf(base.panels, { title: 'Theirs' })];
    const open = mergedDocuments(base, mine, theirs);
    expect(open.conflicts).toEqual([
      { key: '[null,"title"]', kind: 'field', panel: null, path: ['title'], mine: 'Mine', theirs: 'Theirs' },
    ]);
    expect(open.document.title).toBe('Theirs');
    expect(mergedDocuments(base, mine, theirs, { '[null,"title"]': 'mine' }).document.title).toBe('Mine');
  });

  it('conflict where one removed what the other changed, and agree where nobody changed it', () => {
    const mine = documentOf([panel('b', 0)]);
    const theirs = documentOf([panel('a', 0, { title: 'Better', options: { unit: 'km', min: 0 } }), panel('b', 4)]);
    const open = mergedDocuments(base, mine, theirs);
    expect(keysOf(open)).toEqual([['removed', 'a', '']]);
    expect(open.document.panels.map(({ id }) => id)).toEqual(['a', 'b']);
    const chosen = mergedDocuments(base, mine, theirs, { '["a"]': 'mine' });
    expect(chosen.document.panels.map(({ id }) => id)).toEqual(['b']);
    expect(mergedDocuments(base, mine, documentOf([...base.panels, panel('c', 8)])).conflicts).toEqual([]);
  });

  it('take one place for all panels that both moved, and mine where only I moved one', () => {
    const beside = documentOf([{ ...base.panels[0], place: { x: 12, y: 0, w: 12, h: 4 } }, panel('b', 4)]);
    expect(mergedDocuments(base, beside, base).document).toEqual(beside);
    expect(mergedDocuments(base, base, beside).document).toEqual(beside);
    const wide = documentOf([{ ...base.panels[0], place: { x: 0, y: 0, w: 24, h: 4 } }, panel('b', 4)]);
    const open = mergedDocuments(base, wide, beside);
    expect(keysOf(open)).toEqual([['arrangement', undefined, '']]);
    expect(mergedDocuments(base, wide, beside, { arrangement: 'mine' }).document.panels[0]?.place.w).toBe(24);
  });

  it('keep both new panels where both got the same id', () => {
    const mine = documentOf([...base.panels, panel('panel-1', 8, { title: 'My new one' })], {
      phoneOrder: ['panel-1', 'a'],
    });
    const theirs = documentOf([...base.panels, panel('panel-1', 8, { title: 'Their new one' })]);
    const { document, conflicts } = mergedDocuments(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(document.panels.map(({ id, title }) => [id, title]).slice(2)).toEqual([
      ['panel-1', 'Their new one'],
      ['panel-2', 'My new one'],
    ]);
    expect(document).toMatchObject({ phoneOrder: ['panel-2', 'a'] });
  });

  it('do not mix the options of one widget into another', () => {
    const mine = documentOf([panel('a', 0, { widget: 'widget-table@1', options: {} }), panel('b', 4)]);
    const theirs = documentOf([panel('a', 0, { options: { unit: 'mi', min: 0 } }), panel('b', 4)]);
    const open = mergedDocuments(base, mine, theirs);
    expect(keysOf(open)).toEqual([['field', 'a', 'widget']]);
    expect(open.document).toEqual(theirs);
    expect(mergedDocuments(base, mine, theirs, { '["a","widget"]': 'mine' }).document).toEqual(mine);
  });

  it('merge lists of named things by their names, in fields that nobody here has heard of', () => {
    const moods = (...names: string[]) => documentOf(base.panels, { moods: names.map((name) => ({ name })) });
    const { document, conflicts } = mergedDocuments(moods('a', 'b'), moods('b', 'mine'), moods('a', 'b', 'x'));
    expect(conflicts).toEqual([]);
    expect(document).toMatchObject({ moods: [{ name: 'b' }, { name: 'x' }, { name: 'mine' }] });
  });

  it('leave nothing in a row that the other side removed, and tell moves by the row', () => {
    const row = { id: 'costs', title: 'Costs', collapsed: false };
    const rowed = documentOf([panel('a', 0), panel('b', 0, { row: 'costs' })], { rows: [row] });
    const mine = documentOf([panel('a', 0, { row: 'costs' }), panel('b', 4, { row: 'costs' })], { rows: [row] });
    const theirs = documentOf([panel('a', 0), panel('b', 4)], { title: 'Sales' });
    const { document } = mergedDocuments(rowed, mine, theirs, {});
    expect(DashboardDocument.safeParse(document).error).toBeUndefined();
    expect(document).toMatchObject({ title: 'Sales', rows: [] });
  });
});
