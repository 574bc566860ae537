import { fetchParts, missingParts } from './chart-parts';

const line = { type: 'line', data: [] };

describe('the parts of ECharts', () => {
  it('are fetched for what needs them, and only once', async () => {
    expect(missingParts({ series: [line] }, false)).toEqual([]);
    expect(missingParts({ series: [line, { type: 'bar' }] }, false)).toEqual(['more']);
    expect(missingParts({ series: [{ ...line, markLine: {} }] }, false)).toEqual(['more']);
    expect(missingParts({ series: [{ type: 'pie' }] }, true)).toEqual(['more', 'paper']);
    await fetchParts(['more']);
    expect(missingParts({ series: [{ type: 'pie' }] }, true)).toEqual(['paper']);
  });
});
