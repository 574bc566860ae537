import type { DashboardDocument, Panel } from '@quarterdeck/sdk/api/dashboards';
import { emptyDocument } from '../draft/documents';
import { metricQuery } from '../panel/suggestion';
import { variableOf } from './variable-drafts';
import { mayFollow, metricsIn, withFollowers } from './variable-followers';

const panel = (id: string, metric: string, labels = {}) => {
  const query = metricQuery(metric);
  return { id, queries: [{ ...query, input: { ...query.input, labels } }] } as unknown as Panel;
};
const document: DashboardDocument = {
  ...emptyDocument('Shops'),
  panels: [panel('sales', 'sales'), panel('berlin', 'sales', { shop: 'Berlin' }), panel('load', 'cpu')],
};
const labels = new Map([
  ['sales', ['shop', 'land']],
  ['cpu', ['host']],
]);
const shop = { ...variableOf('labelValues', { name: 'shop', label: '', hidden: false }), metric: 'sales', key: 'shop' };

describe('a new variable of a label', () => {
  it('can be followed by every panel whose metric has the label and that says nothing of it yet', () => {
    expect(mayFollow(document, shop as never, labels).map(({ id }) => id)).toEqual(['sales']);
    expect(metricsIn(document)).toEqual(['sales', 'cpu']);
  });

  it('is followed by all of them at once, and by no other', () => {
    const followed = withFollowers(document, shop, labels);
    expect(followed.panels.map(({ queries }) => queries[0]?.input.labels)).toEqual([
      { shop: { $variable: 'shop' } },
      { shop: 'Berlin' },
      {},
    ]);
    expect(mayFollow(followed, shop as never, labels)).toEqual([]);
  });

  it('of another kind is for nobody', () => {
    const list = variableOf('list', { name: 'shop', label: '', hidden: false });
    expect(mayFollow(document, list, labels)).toEqual([]);
    expect(withFollowers(document, list, labels)).toBe(document);
  });
});
