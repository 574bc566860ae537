import { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import { stalePanels } from './stale-panels.js';

const panel = (id: string, source: string, metric: string) => ({
  id,
  widget: 'widget-stat@1',
  place: { x: 0, y: 0, w: 4, h: 4 },
  queries: [{ source, input: { metric } }],
});
const OTHER = '6f1f0f0e-58c1-4f0c-9d0c-0d9f6a4f5b11';

describe('panels with new data', () => {
  const document = DashboardDocument.parse({
    title: 'x',
    panels: [panel('a', 'metrics', 'sales'), panel('b', 'metrics', 'visits'), panel('c', OTHER, 'sales')],
  });

  it('are those that show one of the metrics', () => {
    expect(stalePanels(document, ['sales', 'else'])).toEqual(['a']);
  });

  it('are those for which such a metric is chosen, and those of which nobody knows what is', () => {
    const queries = [{ source: 'metrics', input: { metric: { $variable: 'measure' } } }];
    const following = DashboardDocument.parse({ title: 'x', panels: [{ ...panel('v', 'metrics', ''), queries }] });
    expect(stalePanels(following, ['sales'], new Map([['measure', ['visits']]]))).toEqual([]);
    expect(stalePanels(following, ['sales'], new Map([['measure', ['visits', 'sales']]]))).toEqual(['v']);
    expect(stalePanels(following, ['sales'])).toEqual(['v']);
  });

  it('are those with a formula in which one of the metrics stands', () => {
    const input = { formula: 'a / b', queries: { a: { metric: 'sales' }, b: { metric: 'visits' } } };
    const queries = [{ source: 'metrics', kind: 'formula', input }];
    const computing = DashboardDocument.parse({ title: 'x', panels: [{ ...panel('f', 'metrics', ''), queries }] });
    expect(stalePanels(computing, ['visits'])).toEqual(['f']);
    expect(stalePanels(computing, ['else'])).toEqual([]);
  });

  it('may be all that show any metric', () => {
    expect(stalePanels(document, null)).toEqual(['a', 'b']);
  });
});
