import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import { emptyDocument, freePanelId, sameDocument, withCopy, withoutPanel, withPanel } from './documents';

const panel = (id: string, y = 0): Panel => ({
  id,
  title: id,
  description: '',
  widget: 'widget-stat@1',
  options: { unit: 's' },
  queries: [],
  place: { x: 0, y, w: 24, h: 4 },
});
const document = (...panels: Panel[]) => ({ ...emptyDocument('Rides'), panels });

describe('a document', () => {
  it('gets a new panel at a free place, and an edited one where it stood', () => {
    const one = withPanel(document(panel('a')), panel('b'));
    expect(one.panels.map(({ id, place }) => [id, place.y])).toEqual([
      ['a', 0],
      ['b', 4],
    ]);
    const other = withPanel(one, { ...panel('b'), title: 'renamed' });
    expect(other.panels[1]).toMatchObject({ title: 'renamed', place: { y: 4 } });
  });

  it('gets a copy right below its original, with an id of its own', () => {
    const copied = withCopy(document(panel('a'), panel('b', 4)), 'a', 'c');
    expect(copied.panels.map(({ id, place }) => [id, place.y])).toEqual([
      ['a', 0],
      ['b', 8],
      ['c', 4],
    ]);
    expect(copied.panels[2]).toMatchObject({ title: 'a', options: { unit: 's' } });
  });

  it('closes the gap that a removed panel leaves', () => {
    expect(withoutPanel(document(panel('a'), panel('b', 4)), 'a').panels).toEqual([panel('b', 0)]);
  });

  it('finds an id that no panel has', () => {
    expect(freePanelId(document(panel('panel-1'), panel('panel-3', 4)))).toBe('panel-2');
  });

  it('is the same in whatever order its keys came, and another when a list has another order', () => {
    const { title, ...others } = document(panel('a'), panel('b', 4));
    expect(sameDocument({ ...others, title }, { title, ...others })).toBe(true);
    expect(sameDocument(document(panel('a'), panel('b', 4)), document(panel('b', 4), panel('a')))).toBe(false);
  });
});
