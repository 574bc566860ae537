import { MessageReader } from './message-reader.js';
import type { ToldFamily } from './prometheus-families.js';
import { SampleReader, type Samples } from './sample-reader.js';

const MOST_FAMILIES = 50_000;
const MOST_LABELS = 1000;

/** A request of either version, read. */
export interface RemoteWrite extends Samples {
  /** What version 1 tells of metrics, apart from their samples. */
  readonly families: readonly ToldFamily[];
}

/**
 * `prometheus.WriteRequest`: `timeseries = 1`, `metadata = 3`.
 * https://prometheus.io/docs/specs/prw/remote_write_spec; fields that it leaves out (metadata, exemplars, histograms) as in
 * https://github.com/prometheus/prometheus/blob/main/prompb/remote.proto and types.proto.
 */
export function readWriteRequest(bytes: Buffer): RemoteWrite {
  const reader = new MessageReader(bytes);
  const samples = new SampleReader(reader, { samples: 2, exemplars: 3, histograms: 4 });
  const families: ToldFamily[] = [];
  for (let field = reader.next(reader.len); field !== 0; field = reader.next(reader.len)) {
    if (field === 1) readSeries(reader, samples);
    else if (field === 3 && families.length < MOST_FAMILIES) families.push(readFamily(reader));
    else reader.pass();
  }
  return { ...samples.done(), families };
}

/** `TimeSeries`: `labels = 1`, each with `name = 1` and `value = 2`. */
function readSeries(reader: MessageReader, samples: SampleReader): void {
  const end = reader.enter();
  const labels: string[] = [];
  samples.begin();
  for (let field = reader.next(end); field !== 0; field = reader.next(end)) {
    if (field === 1) readLabel(reader, labels);
    else samples.read(field);
  }
  samples.end(labels);
}

function readLabel(reader: MessageReader, into: string[]): void {
  const end = reader.enter();
  let name = '';
  let value = '';
  for (let field = reader.next(end); field !== 0; field = reader.next(end)) {
    if (field === 1) name = reader.text();
    else if (field === 2) value = reader.text();
    else reader.pass();
  }
  if (into.push(name, value) > 2 * MOST_LABELS) throw new Error('A series has too many labels.');
}

/** `MetricMetadata`: `type = 1`, `metric_family_name = 2`, `help = 4`, `unit = 5`. */
function readFamily(reader: MessageReader): ToldFamily {
  const end = reader.enter();
  const told = { type: 0, name: '', unit: '', help: '' };
  for (let field = reader.next(end); field !== 0; field = reader.next(end)) {
    if (field === 1) told.type = reader.whole();
    else if (field === 2) told.name = reader.text();
    else if (field === 4) told.help = reader.text();
    else if (field === 5) told.unit = reader.text();
    else reader.pass();
  }
  return told;
}
