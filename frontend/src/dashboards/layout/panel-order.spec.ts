import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import { bandsOf, readingOrder } from './panel-order';

const panel = (id: string, x: number, y: number, w: number, h: number) => ({ id, place: { x, y, w, h } }) as Panel;

describe('the order of panels', () => {
  it('is row by row and from the left', () => {
    const ids = readingOrder([panel('c', 0, 8, 24, 8), panel('b', 12, 0, 12, 8), panel('a', 0, 0, 12, 8)]);
    expect(ids.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('is cut only where a line crosses no panel', () => {
    const panels = [
      panel('a', 0, 0, 12, 8),
      panel('b', 12, 0, 12, 4),
      panel('c', 12, 4, 12, 8),
      panel('d', 0, 12, 24, 4),
    ];
    expect(bandsOf(panels).map((band) => [band.top, band.height, band.panels.map(({ id }) => id)])).toEqual([
      [0, 12, ['a', 'b', 'c']],
      [12, 4, ['d']],
    ]);
  });
});
