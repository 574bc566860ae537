import { Panel } from '@quarterdeck/sdk/api/dashboards';
import { missingSources, readCopied, writeCopied } from './copied-panels';

const SHOP = '0199d1a4-0000-7000-8000-000000000001';
const OTHER = '0199d1a4-0000-7000-8000-000000000002';
const panel = Panel.parse({
  id: 'orders',
  title: 'Orders',
  widget: 'widget-stat@1',
  place: { x: 0, y: 4, w: 12, h: 6 },
  queries: [
    { source: SHOP, kind: 'rows', input: { table: 'orders' } },
    { source: 'metrics', input: { metric: 'orders' } },
  ],
  row: 'shops',
});

describe('copied panels', () => {
  it('come out of the clipboard as they went in, without the row in which they stood', () => {
    const text = writeCopied({ panels: [panel], connections: { [SHOP]: 'Shop', [OTHER]: 'Nobody asked it' } });
    const { row: _, ...loose } = panel;
    expect(readCopied(text)).toEqual({ panels: [loose], connections: { [SHOP]: 'Shop' } });
  });

  it.each([
    ['a text', 'Dear Ada'],
    ['JSON of somebody else', '{"panels":[]}'],
    ['nothing', ''],
    ['no panels', '{"type":"quarterdeck.panels/1","panels":[]}'],
    ['a panel that is none', '{"type":"quarterdeck.panels/1","panels":[{"id":"a"}]}'],
    ['a list', '[1]'],
  ])('are not found in %s', (_, text) => {
    expect(readCopied(text)).toBeUndefined();
  });

  it('tell which of their connections are missing', () => {
    expect(missingSources(panel, new Set([SHOP]))).toEqual([]);
    expect(missingSources(panel, new Set([OTHER]))).toEqual([SHOP]);
  });
});
