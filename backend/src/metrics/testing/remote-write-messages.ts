import protobuf from 'protobufjs';
import { compress } from 'snappyjs';

/** A sample is `[value, epoch milliseconds]`. */
export interface SentSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly (readonly [number, number])[];
  readonly metadata?: { readonly type: number; readonly unit?: string };
  readonly exemplars?: number;
  readonly histograms?: number;
}

/** `MetricMetadata` of version 1. */
export interface SentFamily {
  readonly type: number;
  readonly metricFamilyName: string;
  readonly help?: string;
  readonly unit?: string;
}

const repeated = 'repeated';

/**
 * The published schemas of both versions, field by field, and a library that has nothing to do with ours to encode them:
 * https://github.com/prometheus/prometheus/blob/main/prompb/{remote,types}.proto and io/prometheus/write/v2/types.proto.
 */
const schema = protobuf.Root.fromJSON({
  nested: {
    v1: {
      nested: {
        WriteRequest: {
          fields: {
            timeseries: { rule: repeated, type: 'TimeSeries', id: 1 },
            metadata: { rule: repeated, type: 'MetricMetadata', id: 3 },
          },
        },
        TimeSeries: {
          fields: {
            labels: { rule: repeated, type: 'Label', id: 1 },
            samples: { rule: repeated, type: 'Sample', id: 2 },
            exemplars: { rule: repeated, type: 'Sample', id: 3 },
            histograms: { rule: repeated, type: 'Sample', id: 4 },
          },
        },
        Label: { fields: { name: { type: 'string', id: 1 }, value: { type: 'string', id: 2 } } },
        Sample: { fields: { value: { type: 'double', id: 1 }, timestamp: { type: 'int64', id: 2 } } },
        MetricMetadata: {
          fields: {
            type: { type: 'int32', id: 1 },
            metricFamilyName: { type: 'string', id: 2 },
            help: { type: 'string', id: 4 },
            unit: { type: 'string', id: 5 },
          },
        },
      },
    },
    v2: {
      nested: {
        Request: {
          fields: {
            symbols: { rule: repeated, type: 'string', id: 4 },
            timeseries: { rule: repeated, type: 'TimeSeries', id: 5 },
          },
        },
        TimeSeries: {
          fields: {
            labelsRefs: { rule: repeated, type: 'uint32', id: 1 },
            samples: { rule: repeated, type: 'Sample', id: 2 },
            histograms: { rule: repeated, type: 'Sample', id: 3 },
            exemplars: { rule: repeated, type: 'Sample', id: 4 },
            metadata: { type: 'Metadata', id: 5 },
          },
        },
        Sample: {
          fields: {
            value: { type: 'double', id: 1 },
            timestamp: { type: 'int64', id: 2 },
            startTimestamp: { type: 'int64', id: 3 },
          },
        },
        Metadata: {
          fields: {
            type: { type: 'int32', id: 1 },
            helpRef: { type: 'uint32', id: 3 },
            unitRef: { type: 'uint32', id: 4 },
          },
        },
      },
    },
  },
});

/** Not compressed. */
export function writeRequest(series: readonly SentSeries[], metadata: readonly SentFamily[] = []): Buffer {
  const timeseries = series.map(({ labels, ...rest }) => ({
    labels: Object.entries(labels).map(([name, value]) => ({ name, value })),
    ...partsOf(rest),
  }));
  return encode('v1.WriteRequest', { timeseries, metadata });
}

/** Not compressed. */
export function request2(series: readonly SentSeries[]): Buffer {
  const symbols = [''];
  const refs = new Map([['', 0]]);
  const refOf = (text: string) => {
    const ref = refs.get(text) ?? symbols.push(text) - 1;
    refs.set(text, ref);
    return ref;
  };
  const timeseries = series.map(({ labels, metadata, ...rest }) => ({
    labelsRefs: Object.entries(labels).flat().map(refOf),
    ...partsOf(rest),
    ...(metadata
      ? { metadata: { type: metadata.type, helpRef: refOf('What it is.'), unitRef: refOf(metadata.unit ?? '') } }
      : {}),
  }));
  return encode('v2.Request', { symbols, timeseries });
}

export const snappy = (bytes: Buffer): Buffer<ArrayBuffer> => Buffer.from(compress(bytes));

function partsOf({ samples, exemplars = 0, histograms = 0 }: Omit<SentSeries, 'labels' | 'metadata'>): object {
  const other = { value: 1, timestamp: 1 };
  return {
    samples: samples.map(([value, timestamp]) => ({ value, timestamp })),
    exemplars: Array.from({ length: exemplars }, () => other),
    histograms: Array.from({ length: histograms }, () => other),
  };
}

function encode(name: string, message: object): Buffer {
  const type = schema.lookupType(name);
  return Buffer.from(type.encode(type.fromObject(message)).finish());
}
