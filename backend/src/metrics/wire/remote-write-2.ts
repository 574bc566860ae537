import { tooMany } from './column-builder.js';
import { MessageReader } from './message-reader.js';
import type { Told } from './prometheus-families.js';
import type { RemoteWrite } from './remote-write-1.js';
import { SampleReader } from './sample-reader.js';

const MOST_SYMBOLS = 500_000;
const MOST_REFERENCES = 2000;

/**
 * `io.prometheus.write.v2.Request`: `symbols = 4`, `timeseries = 5`. The table of texts may stand behind the series that
 * refer to it, so that it is read first.
 * https://prometheus.io/docs/specs/prw/remote_write_spec_2_0
 */
export function readRequest(bytes: Buffer): RemoteWrite {
  const symbols = readSymbols(new MessageReader(bytes));
  const reader = new MessageReader(bytes);
  const samples = new SampleReader(reader, { samples: 2, histograms: 3, exemplars: 4 });
  for (let field = reader.next(reader.len); field !== 0; field = reader.next(reader.len)) {
    if (field === 5) readSeries(reader, samples, symbols);
    else reader.pass();
  }
  return { ...samples.done(), families: [] };
}

function readSymbols(reader: MessageReader): string[] {
  const symbols: string[] = [];
  for (let field = reader.next(reader.len); field !== 0; field = reader.next(reader.len)) {
    if (field !== 4) reader.pass();
    else if (symbols.push(reader.text()) > MOST_SYMBOLS) throw tooMany('500,000 symbols');
  }
  if (symbols[0] !== '') throw new Error('The table of symbols does not begin with an empty text.');
  return symbols;
}

/** `TimeSeries`: `labels_refs = 1`, `metadata = 5`. */
function readSeries(reader: MessageReader, samples: SampleReader, symbols: readonly string[]): void {
  const end = reader.enter();
  const references: number[] = [];
  let told: Told | undefined;
  samples.begin();
  for (let field = reader.next(end); field !== 0; field = reader.next(end)) {
    if (field === 1) reader.numbers(references, MOST_REFERENCES);
    else if (field === 5) told = readMetadata(reader, symbols);
    else samples.read(field);
  }
  if (references.length % 2 === 1) throw new Error('A label has a name and no value.');
  const texts = references.map((reference) => symbolAt(symbols, reference));
  samples.end(texts, told);
}

/** `Metadata`: `type = 1`, `help_ref = 3`, `unit_ref = 4`. */
function readMetadata(reader: MessageReader, symbols: readonly string[]): Told {
  const end = reader.enter();
  const told = { type: 0, help: '', unit: '' };
  for (let field = reader.next(end); field !== 0; field = reader.next(end)) {
    if (field === 1) told.type = reader.whole();
    else if (field === 3) told.help = symbolAt(symbols, reader.whole());
    else if (field === 4) told.unit = symbolAt(symbols, reader.whole());
    else reader.pass();
  }
  return told;
}

function symbolAt(symbols: readonly string[], reference: number): string {
  const symbol = symbols[reference];
  if (symbol === undefined) throw new Error(`There is no symbol ${String(reference)}.`);
  return symbol;
}
