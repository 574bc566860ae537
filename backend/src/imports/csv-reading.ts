import type { ImportMapping } from '@quarterdeck/sdk/api/imports';
import { CsvError, parse } from 'csv-parse';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { invalid, type AppError } from '../platform/errors.js';

const LONGEST_ROW = 128 * 1024;

/** Called for every row with its cells and the number of its last line. */
type OnRow = (cells: string[], line: number) => void;

/**
 * Reads a CSV file as it arrives. Rows are handed over while their chunk is parsed and never queue up; `afterChunk` is
 * awaited before the next chunk is asked for, which is what holds the sender back.
 */
export async function readCsv(
  content: Readable,
  mapping: Pick<ImportMapping, 'delimiter' | 'quote' | 'header'>,
  onRow: OnRow,
  afterChunk: (bytes: number) => Promise<void>,
): Promise<void> {
  const parser = parserOf(mapping, onRow);
  const failed = once(parser, 'end').then(
    () => undefined,
    (error: unknown) => error,
  );
  // The connection must outlive a bad file: whoever sends it waits for the answer on it.
  for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    const fault = await Promise.race([written(parser, chunk), failed]);
    if (fault !== undefined) throw fileFault(fault);
    await afterChunk(chunk.length);
  }
  parser.end();
  const fault = await failed;
  if (fault !== undefined) throw fileFault(fault);
}

function parserOf({ delimiter, quote, header }: Pick<ImportMapping, 'delimiter' | 'quote' | 'header'>, onRow: OnRow) {
  let first = header;
  const parser = parse({
    delimiter,
    quote: quote === '' ? null : quote,
    escape: quote === '' ? false : quote,
    record_delimiter: ['\r\n', '\n', '\r'],
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    on_record: (cells: string[], { lines }) => {
      if (first) first = false;
      else onRow(cells, lines);
      return null;
    },
  });
  parser.resume();
  return parser;
}

const written = (parser: ReturnType<typeof parse>, chunk: Buffer) =>
  new Promise<unknown>((done) => {
    parser.write(chunk, (error) => {
      done(error ?? undefined);
    });
  });

function fileFault(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = String((error as CsvError & { lines?: number }).lines ?? '');
  const known: Partial<Record<string, AppError>> = {
    CSV_MAX_RECORD_SIZE: invalid(
      'import.row-too-long',
      `The row at line ${line} is longer than 128 KB. Check the delimiter and the quote; rows before it are stored.`,
    ),
    CSV_QUOTE_NOT_CLOSED: invalid(
      'import.quote-open',
      `A quote that opens before line ${line} is never closed. Check the quote; rows before it are stored.`,
    ),
  };
  return known[error.code] ?? invalid('import.unreadable', `The file cannot be read: ${error.message}`);
}
