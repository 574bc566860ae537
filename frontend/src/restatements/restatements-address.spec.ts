import { choiceIn, filterOf, linkToRestatements } from './restatements-address';

const NOW = Date.UTC(2026, 10, 20);
const params = (query: Record<string, string>) => new URLSearchParams(query);

describe('the address of restatements', () => {
  it('asks for all of them where it says nothing, or nothing sensible', () => {
    expect(filterOf(choiceIn(params({})), NOW)).toEqual({});
    expect(filterOf(choiceIn(params({ period: 'soon', from: 'x', to: '1' })), NOW)).toEqual({});
  });

  it('asks for those of a metric, made of late', () => {
    expect(filterOf(choiceIn(params({ metric: 'orders', period: 'day' })), NOW)).toEqual({
      metric: 'orders',
      from: '2026-11-19T00:00:00.000Z',
    });
  });

  it('asks for those of the points that a chart shows', () => {
    const { query } = linkToRestatements('orders', { from: NOW - 1000, to: NOW });
    expect(filterOf(choiceIn(params(query)), NOW)).toEqual({
      metric: 'orders',
      pointsFrom: '2026-11-19T23:59:59.000Z',
      pointsTo: '2026-11-20T00:00:00.000Z',
    });
  });
});
