import fc from 'fast-check';
import { detectColumns, detectCsv, metricNameOf } from './detect.js';
import { numberReader } from './numbers.js';
import { rowReader } from './rows.js';
import { DELIMITERS, splitLines, splitRows, wholeLines, type Dialect } from './split.js';
import { timeReader, type TimeFormat } from './times.js';

const SEMICOLONS: Dialect = { delimiter: ';', quote: '"' };
const at = (iso: string) => Date.parse(iso);

describe('splitting rows', () => {
  const quoted = (cell: string, quote: string) => quote + cell.replaceAll(quote, quote + quote) + quote;

  it('gives back whatever was written, with every delimiter, quote and line end', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', ' ', ',', ';', '\t', '|', '"', "'", '\n', '\r\n', 'ß') });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });
    const dialect = [
      fc.constantFrom(...DELIMITERS),
      fc.constantFrom('"', "'"),
      fc.constantFrom('\n', '\r\n', '\r'),
    ] as const;
    fc.assert(
      fc.property(rows, ...dialect, fc.boolean(), (table, delimiter, quote, end, last) => {
        const lines = table.map((row) => row.map((one) => quoted(one, quote)).join(delimiter));
        expect(splitRows(lines.join(end) + (last ? end : ''), { delimiter, quote: quote })).toEqual(table);
      }),
    );
  });

  it('leaves out empty lines and the mark of the byte order, and keeps empty cells', () => {
    expect(splitRows('\ufeffa;b\n\n;\n1;\n', SEMICOLONS)).toEqual([
      ['a', 'b'],
      ['', ''],
      ['1', ''],
    ]);
  });

  it('names each row by the line on which it ends, as the server does', () => {
    const rows = splitLines('a;b\r\n\r\n1;"x\ny"\r\n2;z', SEMICOLONS);
    expect(rows.map(({ line }) => line)).toEqual([1, 4, 5]);
  });

  it('keeps what stands behind a closing quote', () => {
    expect(splitRows('"a"b;c\n', SEMICOLONS)).toEqual([['ab', 'c']]);
  });

  it('drops the line through which the head was cut', () => {
    expect(wholeLines('a,b\n1,2\n3,')).toBe('a,b\n1,2\n');
  });
});

describe('a number', () => {
  it.each([
    ['1234.5', false, 1234.5],
    ['1,234.5', false, 1234.5],
    ['1.234,56', true, 1234.56],
    ['1 234,5', true, 1234.5],
    ["1'234.5", false, 1234.5],
    ['−3', false, -3],
    ['+.5e-2', false, 0.005],
    ['1.234,56', false, undefined],
    ['1,23', false, undefined],
    ['12 kg', false, undefined],
    ['0x10', false, undefined],
    ['Infinity', false, undefined],
    ['1e999', false, undefined],
    ['.', false, undefined],
  ])('%s with decimal comma %s is %s', (cell, comma, value) => {
    expect(numberReader(comma)(cell)).toBe(value);
  });
});

describe('a time', () => {
  const read = (format: TimeFormat, cell: string, zone = 'Europe/Berlin') => timeReader(format, zone)(cell);

  it.each<[TimeFormat, string, string]>([
    ['iso', '2026-11-20T09:30:05.250Z', '2026-11-20T09:30:05.250Z'],
    ['iso', '2026-11-20 09:30+05:30', '2026-11-20T04:00:00Z'],
    ['iso', '2026-11-20 09:30', '2026-11-20T08:30:00Z'],
    ['iso', '2026-07-01', '2026-06-30T22:00:00Z'],
    ['iso', '2026-10-25 02:30:00', '2026-10-25T00:30:00Z'],
    ['day.month.year', '20.11.2026 09:30', '2026-11-20T08:30:00Z'],
    ['month/day/year', '11/20/2026 9:30', '2026-11-20T08:30:00Z'],
    ['day/month/year', '20/11/2026', '2026-11-19T23:00:00Z'],
    ['epoch-s', '1795165200', '2026-11-20T09:00:00Z'],
    ['epoch-ms', '1795165200123', '2026-11-20T09:00:00.123Z'],
  ])('in the form %s: %s', (format, cell, instant) => {
    expect(read(format, cell)).toBe(at(instant));
  });

  it.each<[TimeFormat, string]>([
    ['iso', '2026-02-29'],
    ['iso', '2026-04-31 10:00'],
    ['iso', '2026-01-01 24:01'],
    ['iso', 'yesterday'],
    ['month/day/year', '20/11/2026'],
    ['epoch-s', '12 s'],
  ])('in the form %s is none: %s', (format, cell) => {
    expect(read(format, cell)).toBe('unreadable');
  });

  it('lies between 1970 and 2100', () => {
    expect(read('iso', '1969-12-30')).toBe('out-of-range');
    expect(read('epoch-s', '1795165200000')).toBe('out-of-range');
  });
});

describe('a row', () => {
  const shape = {
    ...{ decimalComma: false, timeColumn: 0, timeFormat: 'iso' as const, timezone: 'UTC' },
    values: [{ column: 1 }, { column: 2 }],
    labels: [{ column: 3 }],
  };
  const read = rowReader(shape);

  it('may leave some of its values empty', () => {
    expect(read(['2026-01-01', '1', 'n/a', ' north '])).toEqual({
      ...{ time: at('2026-01-01T00:00:00Z'), values: [1, undefined], labels: ['north'] },
    });
  });

  it.each([
    ['time-missing', 0, ['', '1', '2']],
    ['time-unreadable', 0, ['soon', '1', '2']],
    ['time-out-of-range', 0, ['2199-01-01', '1', '2']],
    ['value-unreadable', 2, ['2026-01-01', '1', 'two']],
    ['no-value', 1, ['2026-01-01', '', '-']],
    ['no-value', 1, ['2026-01-01']],
    ['label-too-long', 3, ['2026-01-01', '1', '2', 'x'.repeat(257)]],
    ['label-unreadable', 3, ['2026-01-01', '1', '2', 'a\0b']],
  ])('is refused for %s', (refused, column, cells) => {
    expect(read(cells)).toEqual({ refused, column });
  });
});

describe('the head of a file', () => {
  it('tells its dialect, whatever it is', () => {
    const days = { 'day.month.year': '.', 'day/month/year': '/' } as const;
    const two = (n: number) => String(n).padStart(2, '0');
    const written = (time: Date, format: TimeFormat): string => {
      const iso = time.toISOString();
      if (format === 'iso') return iso.slice(0, 19).replace('T', ' ');
      if (format === 'epoch-s') return String(time.getTime() / 1000);
      if (format === 'epoch-ms') return String(time.getTime());
      const [day, month, year] = [two(time.getUTCDate()), two(time.getUTCMonth() + 1), time.getUTCFullYear()];
      const date = format === 'month/day/year' ? [month, day, year] : [day, month, year];
      return `${date.join(format in days ? days[format as 'day.month.year'] : '/')} ${iso.slice(11, 16)}`;
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...DELIMITERS),
        fc.constantFrom<TimeFormat>('iso', 'day.month.year', 'month/day/year', 'day/month/year', 'epoch-s', 'epoch-ms'),
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.integer({ min: -999_999, max: 999_999 }), { minLength: 30, maxLength: 60 }),
        (delimiter, timeFormat, header, comma, numbers) => {
          const decimalComma = comma && delimiter !== ',';
          const rows = numbers.map((number, day) => [
            written(new Date(Date.UTC(2026, 0, 1 + day, 12)), timeFormat),
            day % 2 ? 'north' : 'south',
            `${Math.trunc(number / 100)}.${two(Math.abs(number) % 100)}1`.replace('.', decimalComma ? ',' : '.'),
          ]);
          const text = [...(header ? [['when', 'shop', 'sold']] : []), ...rows].map((row) => row.join(delimiter));
          expect(detectCsv(text.join('\n'))).toMatchObject({
            ...{ delimiter, quote: '"', header, decimalComma, timeColumn: 0, timeFormat },
            columns: [{ kind: 'time' }, { kind: 'label' }, { kind: 'value' }],
          });
        },
      ),
    );
  });

  it('is read past bad rows, and names its columns', () => {
    const rows = Array.from({ length: 20 }, (_, n) => (n % 7 ? `2026-01-01 00:${10 + n},${n}.5` : 'oops,none'));
    expect(detectCsv(`Zeit,"Umsatz, netto"\n${rows.join('\n')}\n`)).toMatchObject({
      ...{ delimiter: ',', header: true, timeColumn: 0, timeFormat: 'iso' },
      columns: [
        { name: 'Zeit', kind: 'time' },
        { name: 'Umsatz, netto', kind: 'value' },
      ],
    });
  });

  it('takes a column that is mostly numbers for numbers, in a short file too', () => {
    expect(
      detectCsv('time,temp\n2026-11-20T10:00Z,12.5\n2026-11-20T11:00Z,broken\n2026-11-20T12:00Z,13.1\n'),
    ).toMatchObject({ columns: [{ kind: 'time' }, { kind: 'value' }] });
    expect(detectCsv('time,plan\n2026-11-20,a\n2026-11-21,7\n2026-11-22,b\n').columns[1]?.kind).toBe('label');
  });

  it('may be quoted with apostrophes', () => {
    const text = "'when','shop'\n'2026-01-01','Nord, See'\n'2026-01-02','Süd'\n";
    expect(detectCsv(text)).toMatchObject({
      quote: "'",
      delimiter: ',',
      columns: [{ kind: 'time' }, { kind: 'label' }],
    });
  });

  it('does not take small numbers for times', () => {
    expect(detectCsv('id,value\n1,2\n2,3\n').timeColumn).toBe(-1);
    expect(detectCsv('').columns).toEqual([]);
  });

  it('can be looked at with another delimiter', () => {
    expect(detectColumns('a;b,c\n1;2,3\n', SEMICOLONS).columns.map(({ name }) => name)).toEqual(['a', 'b,c']);
  });
});

describe('the proposed name of a metric', () => {
  it.each([
    ['exchange-2_cpc_results.csv', 'exchange-2_cpc_results'],
    ['Umsatz (€)', 'Umsatz'],
    ['2026 sales', 'sales'],
    ['€', 'value'],
  ])('of %s is %s', (text, name) => {
    expect(metricNameOf(text)).toBe(name);
  });
});
