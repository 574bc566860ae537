import { Transform } from '../api/transforms.js';
import { cellAt, frame, frameOf, type Frame } from '../frame.js';
import { transformed, transformedAnswer } from './transforms.js';

const orders = (): Frame => {
  const rows = frame('orders', {
    at: 'time',
    country: 'string',
    amount: { type: 'number', unit: 'currency:EUR' },
    paid: 'boolean',
  });
  rows.push({ at: 0, country: 'DE', amount: 10, paid: true });
  rows.push({ at: 1, country: 'FR', amount: 5, paid: false });
  rows.push({ at: 2, country: 'DE', amount: 30, paid: true });
  rows.push({ at: 3, country: null, amount: null, paid: null });
  return rows.build({ asOf: 100, source: 'shop' });
};
const series = (name: string, times: number[], values: number[], labels: Record<string, string> = {}): Frame =>
  frameOf(
    name,
    [
      { name: 'time', type: 'time', values: Float64Array.from(times) },
      { name, type: 'number', metric: 'visits', labels, values: Float64Array.from(values) },
    ],
    { asOf: times.length, resolutionMs: 1000, source: 'metrics' },
  );

/** As it is stored: with what the schema adds. */
const steps = (...all: object[]): Transform[] => all.map((one) => Transform.parse(one));
const done = (frames: Frame[], ...all: object[]): Frame[] => {
  const { frames: made, problem } = transformed(frames, steps(...all));
  expect(problem).toBeNull();
  return made;
};
const told = (frames: Frame[], ...all: object[]) => transformed(frames, steps(...all)).problem?.detail;
const table = ({ fields, length }: Frame) =>
  Array.from({ length }, (_, row) => Object.fromEntries(fields.map((field) => [field.name, cellAt(field, row)])));
const only = (frames: Frame[]): Frame => {
  expect(frames).toHaveLength(1);
  return frames[0] as Frame;
};

describe('steps on rows', () => {
  it.each([
    [{ column: 'amount', is: 'above', value: 5 }, [10, 30]],
    [{ column: 'amount', is: 'at-least', value: '5' }, [10, 5, 30]],
    [{ column: 'amount', is: 'below', value: 10 }, [5]],
    [{ column: 'amount', is: 'at-most', value: 10 }, [10, 5]],
    [{ column: 'country', is: 'equal', value: 'DE' }, [10, 30]],
    [{ column: 'country', is: 'not-equal', value: 'DE' }, [5]],
    [{ column: 'country', is: 'contains', value: 'r' }, [5]],
    [{ column: 'country', is: 'missing' }, [null]],
    [{ column: 'country', is: 'present' }, [10, 5, 30]],
    [{ column: 'paid', is: 'equal', value: 'true' }, [10, 30]],
    [{ column: 'at', is: 'above', value: '1970-01-01T00:00:00.001Z' }, [30, null]],
  ])('keep those where %j holds', (condition, amounts) => {
    const made = only(done([orders()], { kind: 'filter', conditions: [condition] }));
    expect(table(made).map(({ amount }) => amount)).toEqual(amounts);
    expect(made).toMatchObject({ asOf: 100, source: 'shop' });
  });

  it('can ask for any of several conditions', () => {
    const conditions = [
      { column: 'amount', is: 'above', value: 20 },
      { column: 'country', is: 'equal', value: 'FR' },
    ];
    expect(table(only(done([orders()], { kind: 'filter', match: 'any', conditions })))).toHaveLength(2);
    expect(table(only(done([orders()], { kind: 'filter', conditions })))).toHaveLength(0);
  });

  it('sort with missing values last in both directions, and numbers in names as numbers', () => {
    const by = (column: string, descending: boolean) => ({ kind: 'sort', by: [{ column, descending }] });
    const amounts = (frames: Frame[]) => table(only(frames)).map(({ amount }) => amount);
    expect(amounts(done([orders()], by('amount', false)))).toEqual([5, 10, 30, null]);
    expect(amounts(done([orders()], by('amount', true)))).toEqual([30, 10, 5, null]);
    const names = frame('items', { item: 'string' });
    for (const item of ['item 10', 'item 9']) names.push({ item });
    expect(table(only(done([names.build()], by('item', false))))[0]).toEqual({ item: 'item 9' });
  });

  it('take the first rows', () => {
    expect(table(only(done([orders()], { kind: 'limit', rows: 2 })))).toHaveLength(2);
  });
});

describe('steps on columns', () => {
  it('keep some, in the order named, and rename', () => {
    const made = only(
      done(
        [orders()],
        { kind: 'keep', columns: ['amount', 'country'] },
        { kind: 'rename', columns: [{ from: 'amount', to: 'Revenue' }] },
      ),
    );
    expect(made.fields.map(({ name, unit }) => [name, unit])).toEqual([
      ['Revenue', 'currency:EUR'],
      ['country', undefined],
    ]);
  });

  it('calculate; what is divided by zero is missing, and units follow', () => {
    const rows = frame('funnel', { paid: { type: 'number', unit: 'orders' }, all: { type: 'number', unit: 'orders' } });
    rows.push({ paid: 1, all: 4 });
    rows.push({ paid: 1, all: 0 });
    const calculate = (operator: string) => ({
      kind: 'calculate',
      name: 'made',
      left: 'paid',
      operator,
      right: 'all',
    });
    const made = (operator: string) => only(done([rows.build()], calculate(operator))).fields.at(-1);
    expect(made('share')).toMatchObject({ unit: 'percent', values: Float64Array.of(25, NaN) });
    expect(made('change')).toMatchObject({ unit: 'percent', values: Float64Array.of(-75, NaN) });
    expect(made('add')).toMatchObject({ unit: 'orders', values: Float64Array.of(5, 1) });
    expect(made('divide')).not.toHaveProperty('unit');
  });

  it('do not add euros to dollars', () => {
    const rows = frame('sales', {
      eu: { type: 'number', unit: 'currency:EUR' },
      us: { type: 'number', unit: 'currency:USD' },
    });
    rows.push({ eu: 1, us: 1 });
    const add = { kind: 'calculate', name: 'all', left: 'eu', operator: 'add', right: 'us' };
    expect(told([rows.build()], add)).toMatch(/^Step 1: .*cannot be added/);
    expect(told([rows.build()], { ...add, operator: 'divide' })).toBeUndefined();
  });
});

describe('steps that group', () => {
  it('make one row of each group', () => {
    const columns = [
      { column: 'amount', as: 'sum' },
      { column: 'amount', as: 'count', name: 'orders' },
      { column: 'at', as: 'max' },
    ];
    const made = only(done([orders()], { kind: 'group', by: ['country'], columns }));
    expect(table(made)).toEqual([
      { country: 'DE', 'sum amount': 40, orders: 2, 'max at': 2 },
      { country: 'FR', 'sum amount': 5, orders: 1, 'max at': 1 },
      { country: null, 'sum amount': null, orders: 0, 'max at': 3 },
    ]);
    expect(made.fields.map(({ unit }) => unit)).toEqual([undefined, 'currency:EUR', undefined, undefined]);
  });

  it('do not sum text, and say what can be done', () => {
    expect(told([orders()], { kind: 'group', by: ['at'], columns: [{ column: 'country', as: 'sum' }] })).toBe(
      'Step 1: “country” holds no numbers. Count its values, or take the first or the last one.',
    );
  });

  it('reduce buckets to the mean of the points behind them', () => {
    const [time, value] = series('a', [0, 1], [1, 3]).fields;
    const totals = { count: 100, sum: 110, min: 0, max: 9 };
    const buckets = frameOf('a', [time, { ...value, totals }] as Frame['fields'], { resolutionMs: 1 });
    const made = only(
      done([buckets, series('b', [0, 1, 2], [4, 8, 9])], { kind: 'reduce', as: ['avg', 'max', 'median'] }),
    );
    expect(table(made)).toEqual([
      { series: 'a', avg: 1.1, max: 9, median: 2 },
      { series: 'b', avg: 7, max: 9, median: 8 },
    ]);
    expect(made).not.toHaveProperty('resolutionMs');
  });

  it('pivot values to columns', () => {
    const rows = frame('sales', { day: 'string', shop: 'string', sold: 'number' });
    for (const [day, shop, sold] of [
      ['Mon', 'A', 1],
      ['Mon', 'B', 2],
      ['Tue', 'A', 3],
      ['Tue', 'A', 4],
    ] as const)
      rows.push({ day, shop, sold });
    expect(table(only(done([rows.build()], { kind: 'pivot', rows: 'day', columns: 'shop', values: 'sold' })))).toEqual([
      { day: 'Mon', A: 1, B: 2 },
      { day: 'Tue', A: 7, B: null },
    ]);
  });

  it('split rows into series, and merge series into rows', () => {
    const parts = done([orders()], { kind: 'split', by: 'country' });
    expect(parts.map(({ name, length }) => [name, length])).toEqual([
      ['DE', 2],
      ['FR', 1],
      ['–', 1],
    ]);
    expect(parts[0]?.fields.find(({ type }) => type === 'number')).toMatchObject({
      name: 'DE',
      labels: { country: 'DE' },
    });
    const made = only(
      done([series('Paris', [0], [1], { city: 'Paris' }), series('Rome', [0, 1], [2, 3], { city: 'Rome' })], {
        kind: 'merge',
      }),
    );
    expect(table(made)).toEqual([
      { time: 0, value: 1, series: 'Paris', city: 'Paris' },
      { time: 0, value: 2, series: 'Rome', city: 'Rome' },
      { time: 1, value: 3, series: 'Rome', city: 'Rome' },
    ]);
  });
});

describe('steps that put frames side by side', () => {
  const [left, right] = [series('a', [0, 1000], [1, 2]), series('b', [1000, 2000], [3, 4])];

  it.each([
    [
      'outer',
      [
        [0, 1, null],
        [1000, 2, 3],
        [2000, null, 4],
      ],
    ],
    [
      'left',
      [
        [0, 1, null],
        [1000, 2, 3],
      ],
    ],
    ['inner', [[1000, 2, 3]]],
  ])('%s join by time', (how, rows) => {
    const made = only(done([left, right], { kind: 'join', how }));
    expect(table(made).map(({ time, a, b }) => [time, a, b])).toEqual(rows);
    expect(made).toMatchObject({ asOf: 2, resolutionMs: 1000, source: 'metrics' });
  });

  it('join a table to another by a column, every row with each of its partners', () => {
    const names = frame('names', { country: 'string', amount: 'number' });
    names.push({ country: 'DE', amount: 83 });
    names.push({ country: null, amount: 1 });
    const made = only(done([orders(), names.build()], { kind: 'join', on: 'country', how: 'left' }));
    expect(table(made).map((row) => [row.country, row.amount, row['amount 2']])).toEqual([
      ['DE', 10, 83],
      ['FR', 5, null],
      ['DE', 30, 83],
      [null, null, null],
    ]);
  });

  it('concatenate row by row', () => {
    expect(table(only(done([left, series('c', [5], [6])], { kind: 'concatenate' })))).toEqual([
      { time: 0, a: 1, 'time 2': 5, c: 6 },
      { time: 1000, a: 2, 'time 2': null, c: null },
    ]);
  });

  it('tell that one of them was cut', () => {
    expect(only(done([left, { ...right, truncated: true }], { kind: 'join' })).truncated).toBe(true);
  });
});

describe('a step that cannot be done', () => {
  it('names what there is, and its own place', () => {
    const { frames, problem } = transformed(
      [orders()],
      steps({ kind: 'limit', rows: 1 }, { kind: 'sort', by: [{ column: 'total' }] }),
    );
    expect(frames).toEqual([]);
    expect(problem).toEqual({
      code: 'transform.refused',
      detail: 'Step 2: There is no column “total”. There are “at”, “country”, “amount”, “paid”.',
      fault: 'settings',
      field: 'transforms.1',
    });
  });

  it('leaves nothing to memory: more than a million values are refused', () => {
    const one = series('a', [], []);
    const wide = {
      ...one,
      length: 2001,
      fields: [{ name: 'time', type: 'time', values: new Float64Array(2001) }],
    } as Frame;
    expect(told([wide, wide], { kind: 'join' })).toMatch(/a million values/);
  });

  it('asks nothing of frames that are not there', () => {
    expect(done([], { kind: 'sort', by: [{ column: 'x' }] }, { kind: 'join' }, { kind: 'merge' })).toEqual([]);
  });
});

describe('an answer that failed in part', () => {
  const problem = { code: 'plugin.transient', detail: 'Try again.', fault: 'upstream' } as const;

  it('keeps its problem, and what can be made of the rest', () => {
    const answer = transformedAnswer({ frames: [orders()], problem }, steps({ kind: 'limit', rows: 1 }));
    expect(answer).toMatchObject({ frames: [{ length: 1 }], problem });
  });

  it('keeps its problem where a step misses what failed', () => {
    const answer = transformedAnswer({ frames: [orders()], problem }, steps({ kind: 'sort', by: [{ column: 'x' }] }));
    expect(answer).toEqual({ frames: [], problem });
  });

  it('is left as it is by no steps', () => {
    const answer = { frames: [orders()], problem: null };
    expect(transformedAnswer(answer, undefined)).toEqual(answer);
  });
});
