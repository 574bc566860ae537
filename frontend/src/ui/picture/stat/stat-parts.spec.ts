import { frameOf } from '@quarterdeck/sdk';
import { deltaText, numberParts, sparkline } from './stat-parts';

describe('the number of a stat', () => {
  it.each([
    [1240, { unit: 'currency:EUR' }, ['€', '1.24k', '']],
    [12.4, { unit: 'percent' }, ['', '12.4', '%']],
    [25_300, { unit: 'passengers' }, ['', '25.3k', 'passengers']],
    [-0.5, {}, ['', '−0.5', '']],
    [-3, { unit: 'currency:USD' }, ['$', '−3', '']],
    [3_300_000, { unit: 'bytes' }, ['', '3.15', 'MiB']],
    [null, { unit: 'ms' }, ['', '–', '']],
  ])('%s as %j is read in parts', (value, format, [before, digits, after]) => {
    expect(numberParts(value, format, 'en')).toEqual({ before, digits, after });
  });

  it('changes with a sign', () => {
    expect([0.12, -0.5, 0].map((value) => deltaText(value, 'en'))).toEqual(['+12 %', '−50 %', '0 %']);
  });
});

describe('a sparkline', () => {
  const columns = { time: [0, 0], value: [0, 1] } as const;
  const path = (values: number[]) =>
    sparkline(
      columns,
      [
        frameOf('f', [
          { name: 't', type: 'time', values: Float64Array.from(values, (_, at) => at) },
          { name: 'v', type: 'number', values: Float64Array.from(values) },
        ]),
      ],
      { width: 100, height: 24 },
    );

  it('goes from edge to edge', () => {
    expect(path([0, 10, 5]).line).toBe('M0 22L50 2L100 12');
  });

  it('breaks where values are missing', () => {
    expect(path([0, 1, NaN, 2, 3]).line.match(/M/g)).toHaveLength(2);
  });

  it('keeps the highest and the lowest of more values than it can show', () => {
    const values = Array.from({ length: 5000 }, (_, at) => (at === 2501 ? 9 : at === 1003 ? -9 : 0));
    const { line } = path(values);
    expect(line.split('L').length).toBeLessThan(500);
    expect(line).toMatch(/L50 2L/);
    expect(line).toMatch(/L20.1 22L/);
  });

  it('is not drawn of fewer than two values', () => {
    expect([path([]), path([1]), path([NaN, NaN])].map(({ line }) => line)).toEqual(['', '', '']);
  });
});
