import { cellAt, frame, frameOf, NO_BOOLEAN, NO_STRING } from './frame.js';

describe('a frame built row by row', () => {
  const built = () => {
    const rows = frame('orders', {
      at: 'time',
      total: { type: 'number', unit: 'currency:EUR' },
      shop: 'string',
      paid: 'boolean',
    });
    rows.push({ at: new Date(1000), total: 12.5, shop: 'berlin', paid: true });
    rows.push({ at: 2000, total: null, shop: 'paris', paid: false });
    rows.push({ at: null, total: 0, shop: 'berlin', paid: null });
    rows.push({ at: 4000, total: 1, shop: null, paid: true });
    return rows.build({ asOf: 5000 });
  };

  it('reads back cell by cell what was pushed, with null where a value is missing', () => {
    const { fields, length } = built();
    const rows = Array.from({ length }, (_, row) => fields.map((field) => cellAt(field, row)));
    expect(rows).toEqual([
      [1000, 12.5, 'berlin', true],
      [2000, null, 'paris', false],
      [null, 0, 'berlin', null],
      [4000, 1, null, true],
    ]);
  });

  it('keeps each text once', () => {
    expect(built().fields[2]).toMatchObject({
      dictionary: ['berlin', 'paris'],
      values: Uint32Array.of(0, 1, 0, NO_STRING),
    });
  });

  it('carries units and what it says about its numbers', () => {
    expect(built()).toMatchObject({ name: 'orders', asOf: 5000, length: 4 });
    expect(built().fields[1]).toMatchObject({ unit: 'currency:EUR' });
    expect(built().fields[3]).toMatchObject({ values: Uint8Array.of(1, 0, NO_BOOLEAN, 1) });
  });

  it('is empty but whole without rows', () => {
    const { length, fields } = frame('none', { at: 'time' }).build();
    expect([length, fields.length]).toEqual([0, 1]);
  });

  it('has no value beyond its end', () => {
    const [field] = built().fields;
    expect(field && cellAt(field, 99)).toBeNull();
  });
});

describe('a frame made of columns', () => {
  it('refuses columns of different lengths, and names the one', () => {
    const at = { name: 'at', type: 'time', values: Float64Array.of(1, 2) } as const;
    const value = { name: 'value', type: 'number', values: Float64Array.of(1) } as const;
    expect(() => frameOf('uneven', [at, value])).toThrow(
      new RangeError('Frame "uneven": column "value" has 1 values, the first one 2.'),
    );
  });
});
