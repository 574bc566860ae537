import { frame } from '@quarterdeck/sdk';
import { lightTheme } from '../../palette';
import { matching, rowOrder, searchLines, tableColumns } from './table-cells';

const rows = frame('people', { name: 'string', score: { type: 'number', unit: 'percent' }, at: 'time', on: 'boolean' });
rows.push({ name: 'Ada', score: 12.3456, at: Date.UTC(2026, 0, 5), on: true });
rows.push({ name: 'Bob 10', score: null, at: null, on: false });
rows.push({ name: 'Bob 9', score: 3, at: Date.UTC(2026, 0, 4), on: null });
const people = rows.build();
const scene = {
  range: { from: 0, to: 1, timezone: 'Europe/Paris' },
  annotations: [],
  theme: lightTheme,
  locale: 'en-GB',
  print: false,
};
const columns = tableColumns({ kind: 'table', frame: 0 }, [people], scene);

describe('the cells of a table', () => {
  it('have every digit, the time of the zone, and a dash where nothing is', () => {
    expect([0, 1].map((row) => columns.map((column) => column.text(row)))).toEqual([
      ['Ada', '12.3456 %', 'Mon, 5 Jan 2026, 01:00', '✓'],
      ['Bob 10', '–', '–', '✗'],
    ]);
    expect(columns.map(({ isNumber }) => isNumber)).toEqual([false, true, false, false]);
  });

  it('follow the titles and formats of the picture', () => {
    const chosen = {
      kind: 'table',
      frame: 0,
      columns: [{ field: 1, title: 'Score', format: { decimals: 1 } }],
    } as const;
    expect(tableColumns(chosen, [people], scene).map(({ title, text }) => [title, text(0)])).toEqual([
      ['Score', '12.3456'],
    ]);
  });

  it('say a unit that is a word once, in the heading', () => {
    const chosen = { kind: 'table', frame: 0, columns: [{ field: 1, format: { unit: 'points' } }] } as const;
    const [column] = tableColumns(chosen, [people], scene);
    expect([column!.unit, column!.text(0)]).toEqual(['points', '12.3456']);
  });

  it.each([
    [null, [0, 1, 2]],
    [{ column: 0, falling: false }, [0, 2, 1]],
    [{ column: 1, falling: true }, [0, 2, 1]],
    [{ column: 1, falling: false }, [2, 0, 1]],
  ])('sort by %j, the missing ones last', (sorting, order) => {
    expect(rowOrder(people.length, columns, sorting, 'en')).toEqual(order);
  });

  it('are searched as they are read, each word anywhere in its row, in the order of the rows', () => {
    const lines = searchLines(people.length, columns, 'en-GB');
    const found = (words: string) => matching([2, 1, 0], lines, words, 'en-GB');
    expect(found('bob')).toEqual([2, 1]);
    expect(found('12.34 ADA')).toEqual([0]);
    expect(found('ada bob')).toEqual([]);
  });
});
