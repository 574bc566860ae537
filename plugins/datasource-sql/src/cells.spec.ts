import { cellAt, type Field } from '@quarterdeck/sdk';
import { readColumn } from './cells.js';
import { frameFrom } from './frames.js';

const TYPE = { bool: 16, int8: 20, text: 25, numeric: 1700, date: 1082, timestamp: 1114, timestamptz: 1184 };
const cells = (field: Field) => Array.from(field.values, (_, row) => cellAt(field, row));
const read = (type: keyof typeof TYPE, ...texts: (string | null)[]) =>
  readColumn({ name: 'x', type: TYPE[type] }, texts, 'America/New_York');

describe('cells of PostgreSQL', () => {
  it('are read by their types', () => {
    expect(cells(read('bool', 't', 'f', null).field)).toEqual([true, false, null]);
    expect(cells(read('int8', '9007199254740991', '-1', null).field)).toEqual([9007199254740991, -1, null]);
    expect(cells(read('numeric', '1.50', 'NaN', null).field)).toEqual([1.5, null, null]);
    expect(cells(read('text', 'a', '', null, 'a').field)).toEqual(['a', '', null, 'a']);
  });

  it('are instants, whatever the zone is written like', () => {
    const texts = ['2026-01-01 12:00:00+00', '2026-01-01 17:30:00.25+05:30', '2026-01-01 07:00:00-05', null];
    const noon = Date.UTC(2026, 0, 1, 12);
    expect(cells(read('timestamptz', ...texts).field)).toEqual([noon, noon + 250, noon, null]);
    expect(cells(read('timestamptz', '1890-01-01 00:53:28+00:53:28').field)).toEqual([Date.UTC(1890, 0, 1)]);
    expect(cells(read('timestamp', '2026-01-01 12:00:00').field)).toEqual([noon]);
  });

  it('are days that begin where the dashboard is', () => {
    expect(cells(read('date', '2026-01-01', '2026-07-01').field)).toEqual([
      Date.UTC(2026, 0, 1, 5),
      Date.UTC(2026, 6, 1, 4),
    ]);
  });

  it('say what is not shown as it is', () => {
    expect(read('int8', '9007199254740992', '1')).toMatchObject({
      field: { type: 'string', dictionary: ['9007199254740992', '1'] },
      notice: { text: expect.stringContaining('2^53') },
    });
    const times = read('timestamptz', 'infinity', '0044-03-15 00:00:00+00 BC', '2026-01-01 00:00:00+00');
    expect(cells(times.field)).toEqual([null, null, Date.UTC(2026, 0, 1)]);
    expect(times.notice?.text).toContain('2 times');
    expect(read('text', 'x'.repeat(5001)).notice?.text).toContain('1 texts');
  });
});

describe('rows of PostgreSQL', () => {
  const columns = [
    { name: 'at', type: TYPE.timestamptz },
    { name: 'n', type: TYPE.int8 },
    { name: 'shop', type: TYPE.text },
  ];
  const rows = [
    ['2026-01-02 00:00:00+00', '3', 'north'],
    ['2026-01-01 00:00:00+00', '1', 'north'],
    ['2026-01-01 00:00:00+00', '2', null],
  ];

  it('of a time, a number and a text are lines over time', () => {
    const { fields } = frameFrom({ columns, rows, truncated: false }, 'UTC', true);
    expect(fields.map(({ name, labels }) => [name, labels?.shop])).toEqual([
      ['at', undefined],
      ['n', 'north'],
      ['n', ''],
    ]);
    expect(fields.map(cells)).toEqual([
      [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 2)],
      [1, 3],
      [2, null],
    ]);
  });

  it('stay rows where that is wanted, or where there is something else in them', () => {
    expect(frameFrom({ columns, rows, truncated: false }, 'UTC', false).length).toBe(3);
    const paid = [...columns, { name: 'paid', type: TYPE.bool }];
    expect(frameFrom({ columns: paid, rows, truncated: false }, 'UTC', true).length).toBe(3);
  });

  it('stay rows where each is an event with a moment of its own, unless its column is called time', () => {
    const events = [
      ['2026-01-02 00:00:01+00', '3', 'north'],
      ['2026-01-01 00:00:02+00', '1', 'south'],
    ];
    expect(frameFrom({ columns, rows: events, truncated: false }, 'UTC', true).fields.map(({ name }) => name)).toEqual([
      ...['at', 'n', 'shop'],
    ]);
    const named = [{ name: 'time', type: TYPE.timestamptz }, ...columns.slice(1)];
    expect(frameFrom({ columns: named, rows: events, truncated: false }, 'UTC', true).fields).toHaveLength(3);
    expect(frameFrom({ columns: named, rows: events, truncated: false }, 'UTC', true).fields[1]?.labels).toEqual({
      shop: 'north',
    });
  });

  it('that are too many say so', () => {
    expect(frameFrom({ columns, rows, truncated: true }, 'UTC', false)).toMatchObject({
      truncated: true,
      notices: [{ level: 'warning', text: 'There are more rows: only the first 3 are shown.' }],
    });
  });
});
