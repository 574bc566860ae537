import { pointMarks } from './point-marks';

const line = (values: number[], step = 1000) => Float64Array.from(values.flatMap((value, at) => [at * step, value]));

describe('the marks of points', () => {
  it('stand where points are sparse', () => {
    expect(pointMarks(line([1, 2, 3]), 0.05)).toEqual({ showSymbol: true, symbol: 'circle' });
    expect(pointMarks(line([1]), 0.05)).toMatchObject({ showSymbol: true });
  });

  it('are left out where the line says it all, however short it is', () => {
    expect(pointMarks(line([1, 2, 3]), 0.001)).toMatchObject({ showSymbol: false });
  });

  it('stand on values that are alone between gaps', () => {
    const { symbol } = pointMarks(line([1, 2, NaN, 3, NaN, 4, 5]), 0.001) as {
      symbol: (value: unknown, point: { dataIndex: number }) => string;
    };
    expect([0, 1, 3, 5].map((dataIndex) => symbol(null, { dataIndex }))).toEqual(['none', 'none', 'circle', 'none']);
  });
});
