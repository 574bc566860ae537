import { detectCsv } from '@quarterdeck/sdk/csv/detect';
import { ImportMapping } from '@quarterdeck/sdk/api/imports';
import { previewOf, proposalFor } from './chosen-file';
import { draftOf, mappingOf, problemsOf, withColumn } from './import-draft';

const TEXT = 'time;shop;sales;guests\n05.01.2026 10:00;north;1,5;3\n05.01.2026 10:05;south;2,5;x\n';
const draft = () => draftOf(detectCsv(TEXT), 'Shops 2026.csv', 'UTC');
const problems = (of = draft()) => [...problemsOf(of)];

describe('the proposal for a file', () => {
  it('is a mapping that the server takes', () => {
    const mapping = mappingOf(draft());
    expect(ImportMapping.parse(mapping)).toMatchObject({
      ...{ delimiter: ';', decimalComma: true, timeColumn: 0, timeFormat: 'day.month.year', timezone: 'UTC' },
      values: [{ column: 2, metric: 'sales', unit: '' }],
      labels: [
        { column: 1, name: 'shop' },
        { column: 3, name: 'guests' },
      ],
    });
    expect(problems()).toEqual([]);
  });

  it('names a metric after the file where the header says nothing', () => {
    const found = detectCsv('timestamp,value\n2026-01-01,1\n2026-01-02,2\n');
    expect(draftOf(found, 'ad-clicks.csv', 'UTC').columns[1]?.name).toBe('ad-clicks');
  });

  it('has one time: a column that becomes it takes over', () => {
    expect(withColumn(draft(), 1, { use: 'time' }).columns.map(({ use }) => use)).toEqual([
      'ignore',
      'time',
      'value',
      'label',
    ]);
  });

  it('says what is still wrong with it, and where', () => {
    expect(problems(withColumn(draft(), 0, { use: 'ignore' }))).toEqual([[-1, 'noTime']]);
    expect(problems(withColumn(draft(), 2, { use: 'ignore' }))).toEqual([[-1, 'noValue']]);
    expect(problems(withColumn(draft(), 2, { name: '7 days' }))).toEqual([[2, 'nameWrong']]);
    expect(problems(withColumn(draft(), 3, { name: 'shop' }))).toEqual([[3, 'nameTwice']]);
    expect(problems(withColumn(draft(), 1, { name: ' ' }))).toEqual([[1, 'labelMissing']]);
  });
});

describe('the preview', () => {
  const chosen = { file: { name: 'shops.csv', size: TEXT.length } as File, head: TEXT };

  it('reads rows as the server will, and marks the cell at fault', () => {
    const proposed = withColumn(proposalFor(chosen, 'UTC'), 3, { use: 'value', name: 'guests' });
    expect(previewOf(chosen, proposed)).toMatchObject({
      ...{ read: 2, refused: 1, whole: true },
      rows: [
        { time: Date.UTC(2026, 0, 5, 10), faulty: -1 },
        { refused: 'value-unreadable', faulty: 3 },
      ],
    });
  });

  it('names refused rows by line, column and cell, also beyond the rows that it shows', () => {
    const lines = Array.from(
      { length: 30 },
      (_, n) => `2026-01-${String(n + 1).padStart(2, '0')},${n === 25 ? 'oops' : n}`,
    );
    const file = new File([['day,sold', ...lines].join('\n')], 'sold.csv');
    const long = { file, head: ['day,sold', ...lines].join('\n') };
    const { rows, refused, refusals } = previewOf(long, proposalFor(long, 'UTC'));
    expect([rows.length, refused]).toEqual([12, 1]);
    expect(refusals).toEqual([
      { line: 27, cells: ['2026-01-26', 'oops'], time: undefined, refused: 'value-unreadable', faulty: 1 },
    ]);
  });

  it('takes a unit by its sign', () => {
    const [time, shop, sales] = draft().columns;
    const columns = [time, shop, { ...sales, unit: '€' }].flatMap((column) => (column ? [column as never] : []));
    expect(mappingOf({ ...draft(), columns })?.values).toMatchObject([{ unit: 'currency:EUR' }]);
  });

  it('shows cells also while the mapping is incomplete', () => {
    const incomplete = withColumn(proposalFor(chosen, 'UTC'), 0, { use: 'ignore' });
    expect(previewOf(chosen, incomplete).rows[0]).toMatchObject({ cells: ['05.01.2026 10:00', 'north', '1,5', '3'] });
  });

  it('finds the columns again when the file is split in another way', () => {
    expect(proposalFor(chosen, 'UTC', { delimiter: ',', quote: '"' }).columns).toHaveLength(2);
  });
});
