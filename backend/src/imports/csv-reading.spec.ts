import { splitLines } from '@quarterdeck/sdk/csv/split';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import { readCsv } from './csv-reading.js';

const chunksOf = (text: string, size: number) => {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size));
};
const read = async (text: string, size: number, header = false) => {
  const found: { cells: string[]; line: number }[] = [];
  const content = Readable.from(chunksOf(text, size), { objectMode: true });
  const onRow = (cells: string[], line: number) => found.push({ cells, line });
  await readCsv(content, { delimiter: ';', quote: '"', header }, onRow, () => Promise.resolve());
  return found;
};

describe('a file that is read as it arrives', () => {
  it('has the rows that the preview shows, wherever its chunks are cut', async () => {
    const plain = fc.string({ unit: fc.constantFrom('a', '1', ',', ' ', "'", 'ß', '€') });
    const quoted = fc
      .string({ unit: fc.constantFrom('a', ';', '"', '\n', 'ß') })
      .map((cell) => `"${cell.replaceAll('"', '""')}"`);
    const row = fc.array(fc.oneof(plain, quoted), { minLength: 2, maxLength: 4 }).map((cells) => cells.join(';'));
    const lines = fc.array(fc.oneof(row, fc.constant('')), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        lines,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 40 }),
        async (all, end, size) => {
          const text = all.join(end);
          const rows = await read(text, size);
          expect(rows).toEqual(splitLines(text, { delimiter: ';', quote: '"' }));
        },
      ),
    );
  });

  it('names lines as an editor does, past its header, empty lines and cells of several lines', async () => {
    const rows = await read('\ufefft;v\r\n1;2\n\n"3\n3";4\r\n5;6', 3, true);
    expect(rows.map(({ cells: [first], line }) => [first, line])).toEqual([
      ['1', 2],
      ['3\n3', 5],
      ['5', 6],
    ]);
  });

  it('holds its sender back until a chunk has been dealt with', async () => {
    let given = 0;
    let done = 0;
    const content = Readable.from(
      (function* () {
        for (; given < 50; given++) yield Buffer.from('1;2\n'.repeat(1000));
      })(),
      { objectMode: true, highWaterMark: 1 },
    );
    await readCsv(
      content,
      { delimiter: ';', quote: '"', header: false },
      () => {},
      () => {
        expect(given - ++done).toBeLessThan(4);
        return new Promise((resolve) => setImmediate(resolve));
      },
    );
    expect(done).toBe(50);
  });
});
