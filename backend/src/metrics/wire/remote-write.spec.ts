import fc from 'fast-check';
import { request2, snappy, writeRequest, type SentSeries } from '../testing/remote-write-messages.js';
import { membersOf } from './prometheus-families.js';
import { readWriteRequest } from './remote-write-1.js';
import { readRequest } from './remote-write-2.js';
import { unpackSnappy } from './snappy-block.js';
import { versionOf } from './remote-write-body.decorator.js';

const AT = Date.UTC(2026, 0, 1);
const up = (samples: SentSeries['samples'], more: Partial<SentSeries> = {}): SentSeries => ({
  labels: { __name__: 'up', job: 'node' },
  samples,
  ...more,
});
const VERSIONS = [
  { version: 1, write: (series: readonly SentSeries[]) => writeRequest(series), parse: readWriteRequest },
  { version: 2, write: request2, parse: readRequest },
];
/** Prometheus' stale marker, which is a NaN with a message. */
const STALE = Buffer.from('7ff0000000000002', 'hex').readDoubleBE();

describe.each(VERSIONS)('remote write $version', ({ write, parse }) => {
  const read = (series: readonly SentSeries[]) => parse(write(series));
  const textsOf = (series: readonly SentSeries[]) => read(series).errors.map(({ message }) => message);

  it('becomes series and columns', () => {
    const other = up([[2.5, AT]], { labels: { __name__: 'http_requests', path: '/é', instance: 'a:9090' } });
    const { series, points, refused, empty } = read([
      up([
        [1, AT],
        [0, AT + 15_000],
      ]),
      other,
    ]);
    expect(series).toEqual([
      { metric: 'up', labels: { job: 'node' } },
      { metric: 'http_requests', labels: { path: '/é', instance: 'a:9090' } },
    ]);
    expect([...points.series]).toEqual([0, 0, 1]);
    expect([...points.times]).toEqual([AT, AT + 15_000, AT]);
    expect([...points.values]).toEqual([1, 0, 2.5]);
    expect([refused, empty]).toEqual([0, 0]);
  });

  it('takes stale markers and samples without a value, which are no numbers to keep', () => {
    const { series, points, empty, refused } = read([
      up([
        [1, AT],
        [STALE, AT + 1],
      ]),
      up([[NaN, AT]]),
    ]);
    expect([series.length, points.times.length, empty, refused]).toEqual([1, 1, 2, 0]);
  });

  it('refuses samples that cannot be kept, says which and why, and keeps the others', () => {
    const sent = [
      up([
        [Infinity, AT],
        [1, AT],
        [1, Date.UTC(2100, 0, 1)],
        [2, -5],
        [3, 0],
      ]),
    ];
    expect([...read(sent).points.values]).toEqual([1]);
    expect(read(sent).refused).toBe(4);
    expect(read(sent).errors.map(({ index, code }) => [index, code])).toEqual([
      [0, 'value-unreadable'],
      [2, 'time-out-of-range'],
      [3, 'time-out-of-range'],
      [4, 'time-missing'],
    ]);
    expect(textsOf(sent)[0]).toBe('The value is no number: up{job="node"} holds “+Inf”.');
  });

  it('refuses a whole series by its labels', () => {
    const labelled = (labels: Record<string, string>) => [
      up(
        [
          [1, AT],
          [2, AT + 1],
        ],
        { labels },
      ),
      up([[3, AT]]),
    ];
    const outcome = (labels: Record<string, string>) => {
      const { refused, errors, points, series } = read(labelled(labels));
      return [refused, errors[0]?.code, [...points.values], series.length, [...points.series]];
    };
    const rest = [[3], 1, [0]];
    expect(outcome({ job: 'x' })).toEqual([2, 'metric-missing', ...rest]);
    expect(outcome({ __name__: 'a', path: 'x'.repeat(257) })).toEqual([2, 'label-too-long', ...rest]);
    expect(outcome({ __name__: 'a', path: 'x\0' })).toEqual([2, 'label-unreadable', ...rest]);
    expect(outcome({ __name__: 'a', '': 'x' })).toEqual([2, 'labels-unreadable', ...rest]);
    expect(outcome({ __name__: 'a'.repeat(201) })).toEqual([2, 'metric-unreadable', ...rest]);
    const many = Object.fromEntries(Array.from({ length: 33 }, (_, n) => [`l${String(n)}`, 'x']));
    expect(outcome({ __name__: 'a', ...many })).toEqual([2, 'labels-unreadable', ...rest]);
    expect(textsOf(labelled({ __name__: 'a', path: 'x'.repeat(257) }))[0]).toMatch(
      /^A label is longer than 256 letters: a\{path\} holds “x+…”\.$/,
    );
  });

  it('writes names that ours may not be with an underscore, and keeps the true one', () => {
    const keyOf = (name: string) => read([up([[1, AT]], { labels: { __name__: name } })]).series[0];
    expect(keyOf('job:up:sum')).toEqual({ metric: 'job:up:sum', labels: {} });
    expect(keyOf(':up')).toEqual({ metric: '_:up', labels: { __name__: ':up' } });
    expect(keyOf('a*b')).toEqual({ metric: 'a_b', labels: { __name__: 'a*b' } });
  });

  it('knows a label without a value as one that is not there, and none as part of the object', () => {
    const labels = Object.fromEntries([
      ['__name__', 'a'],
      ['job', ''],
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    const [key] = read([up([[1, AT]], { labels })]).series;
    expect(Object.entries(key?.labels ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  it('counts what it does not keep', () => {
    const { exemplars, histograms, points } = read([up([[1, AT]], { exemplars: 2 }), up([], { histograms: 3 })]);
    expect([exemplars, histograms, points.times.length]).toEqual([2, 3, 1]);
  });

  it('takes nothing, too', () => {
    expect(read([])).toMatchObject({ series: [], refused: 0 });
  });

  it('refuses more than 100,000 samples as a whole', () => {
    const samples = Array.from({ length: 100_000 }, (_, at): [number, number] => [at, AT + at]);
    expect(read([up(samples)]).points.times).toHaveLength(100_000);
    expect(() => read([up(samples), up([[1, AT]])])).toThrow('more than 100,000 points in one request');
  });

  it('never takes more time or memory than the bytes are worth, whatever they are', () => {
    const samples: SentSeries['samples'] = [
      [1, AT],
      [2, AT + 1],
    ];
    const whole = write([up(samples, { metadata: { type: 1, unit: 's' } })]);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 12 }), fc.nat(12), (at, put, cut) => {
        const bytes = Buffer.concat([whole.subarray(0, at), put, whole.subarray(at + cut)]);
        try {
          const { points, series } = parse(bytes);
          expect([...points.series].every((place) => place < series.length)).toBe(true);
        } catch (error) {
          expect((error as Error).message).not.toBe('');
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what a metric is', () => {
  const ofName = (name: string) => {
    const { metric, labels, ...definition } = readWriteRequest(
      writeRequest([up([[1, AT]], { labels: { __name__: name } })]),
    ).series[0] ?? { metric: '', labels: {} };
    expect([metric, labels]).toEqual([name, {}]);
    return definition;
  };
  const ofType = (name: string, type: number, unit = '') => {
    const { series } = readRequest(request2([up([[1, AT]], { labels: { __name__: name }, metadata: { type, unit } })]));
    const { description, ...definition } = { ...series[0], metric: undefined, labels: undefined };
    expect(description).toBe('What it is.');
    return definition;
  };
  const counter = { kind: 'counter', defaultAggregate: 'last' };

  it.each([
    ['node_cpu_seconds_total', { unit: 's', ...counter }],
    ['rpc_duration_seconds', { unit: 's' }],
    ['rpc_duration_seconds_sum', { unit: 's' }],
    ['rpc_duration_seconds_count', {}],
    ['rpc_duration_seconds_bucket', {}],
    ['process_start_time_seconds', {}],
    ['last_run_timestamp_seconds', {}],
    ['go_memstats_alloc_bytes', { unit: 'bytes' }],
    ['cache_hit_ratio', { unit: 'ratio', additivity: 'averaged' }],
    ['requests_total', counter],
    ['seconds', {}],
  ])('is known by its name: %s', (name, definition) => {
    expect(ofName(name)).toEqual(definition);
  });

  it.each([
    ['requests', 1, '', counter],
    ['temperature', 2, 'celsius', { unit: 'celsius' }],
    ['rpc_bucket', 3, 'seconds', counter],
    ['rpc_sum', 3, 'seconds', { unit: 's', ...counter }],
    ['rpc', 5, 'milliseconds', { unit: 'ms', additivity: 'averaged' }],
    ['rpc_count', 5, 'seconds', counter],
    ['hits', 2, 'ratio', { unit: 'ratio', additivity: 'averaged' }],
    ['build_info', 6, '', {}],
    ['untyped', 0, '', {}],
    ['of_a_type_to_come', 99, '', {}],
  ])('is known by its type and unit: %s', (name, type, unit, definition) => {
    expect(ofType(name, type, unit)).toEqual(definition);
  });

  it('is told by version 1 for a family, whose members have endings', () => {
    const { families } = readWriteRequest(
      writeRequest([], [{ type: 3, metricFamilyName: 'rpc', help: ' How long\0. ', unit: 'seconds' }]),
    );
    const told = { labels: {}, ...counter, description: 'How long.' };
    expect(families.flatMap(membersOf)).toEqual([
      { metric: 'rpc_bucket', ...told },
      { metric: 'rpc_count', ...told },
      { metric: 'rpc_sum', unit: 's', ...told },
    ]);
  });
});

describe('a message of remote write', () => {
  it('is known by its name, and is version 1 without one', () => {
    expect(versionOf('application/x-protobuf')).toBe(1);
    expect(versionOf('application/x-protobuf;proto=prometheus.WriteRequest')).toBe(1);
    expect(versionOf('application/x-protobuf; Proto="io.prometheus.write.v2.Request"')).toBe(2);
    expect(() => versionOf('application/x-protobuf;proto=io.prometheus.write.v3.Request')).toThrow('v3.Request');
    expect(() => versionOf('application/x-protobuf;proto=toString')).toThrow('does not read');
  });

  it('is unpacked only where it is what it says', () => {
    const bytes = writeRequest([up([[1, AT]])]);
    expect(unpackSnappy(snappy(bytes)).equals(bytes)).toBe(true);
    const claimsGigabyte = Buffer.from([0x80, 0x80, 0x80, 0x80, 0x04, 0, 0]);
    for (const wrong of [Buffer.alloc(0), bytes, claimsGigabyte, snappy(bytes).subarray(0, 9)]) {
      expect(() => unpackSnappy(wrong)).toThrow('no Snappy block');
    }
  });

  it('of version 2 may have its labels packed, one by one, and its texts at the end', () => {
    // symbols = 4 behind timeseries = 5: labels_refs [1] packed and [2] alone, sample {value 1, timestamp 1}.
    const series = [0x0a, 1, 1, 0x08, 2, 0x12, 11, 0x09, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x10, 1];
    const texts = ['', '__name__', 'up'].flatMap((text) => [0x22, text.length, ...Buffer.from(text)]);
    const { series: read } = readRequest(Buffer.from([0x2a, series.length, ...series, ...texts]));
    expect(read).toEqual([{ metric: 'up', labels: {} }]);
  });

  it.each([
    ['a text that is no UTF-8', [0x0a, 5, 0x0a, 3, 0x0a, 1, 0xff]],
    ['a message longer than the body', [0x0a, 9, 0x0a]],
    ['a field of another type', [0x08, 1]],
    ['a field without a number', [0x02, 0]],
    ['a number that is cut off', [0x0a, 4, 0x12, 2, 0x09, 0]],
  ])('of version 1 is refused with %s', (_, bytes) => {
    expect(() => readWriteRequest(Buffer.from(bytes))).toThrow();
  });

  it.each([
    ['a reference to no text', [0x22, 0, 0x2a, 17, 0x0a, 2, 0, 7, 0x12, 11, 0x09, 0, 0, 0, 0, 0, 0, 0, 0, 0x10, 1]],
    ['a name without a value', [0x22, 0, 0x2a, 3, 0x0a, 1, 0]],
    ['no empty text at first', [0x22, 1, 0x61]],
  ])('of version 2 is refused with %s', (_, bytes) => {
    expect(() => readRequest(Buffer.from(bytes))).toThrow();
  });
});
