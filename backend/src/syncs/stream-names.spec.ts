import { StreamName } from '@quarterdeck/sdk/api/records';
import { recordStreamName } from './stream-names.js';

describe('the stream of records of a sync', () => {
  it('is named after its connection and stream', () => {
    expect(recordStreamName('Shop of Anna', 'orders', 1)).toBe('shop-of-anna.orders');
    expect(recordStreamName('Shop of Anna', 'orders', 2)).toBe('shop-of-anna.orders-2');
  });

  it.each(['!!!', '2026 / Café & Söhne ', '東京', 'x'.repeat(300), 'e\u0301', '\u0645\u0652\u0661'])(
    'has a name that streams may have: %s',
    (name) => {
      expect(StreamName.safeParse(recordStreamName(name, 'line-items', 3)).error).toBeUndefined();
    },
  );
});
