import fc from 'fast-check';
import { parseJson } from '../../../platform/http/read-json.js';
import { ColumnarBodies } from './columnar-bodies.js';
import { scanPoints } from './columnar-scan.js';
import { readPoints, type SentPoints } from '../points-body.js';

const bodies = new ColumnarBodies();

/** What reading comes to: the points, or the sentence that refuses them. */
function outcome(read: () => SentPoints): unknown {
  try {
    return read();
  } catch (error) {
    return (error as Error).message;
  }
}
const scanned = (body: string) => outcome(() => bodies.read(Buffer.from(body)));
const parsed = (body: string) => outcome(() => readPoints(parseJson(Buffer.from(body).toString('utf8'))));

const label = fc.oneof(fc.string(), fc.constantFrom('a],"points":[[0,1,2]]}', '"points"', ',"points":[[', 'ü€'));
const series = fc.array(
  fc.record({ metric: fc.constantFrom('m', 'n.o'), labels: fc.dictionary(fc.constantFrom('a', 'points', 'é'), label) }),
  { minLength: 1, maxLength: 4 },
);
const value = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.nat(8)).map(([n, places]) => (n / 1000).toFixed(places)),
  fc.constantFrom(
    '-0',
    '0.1',
    '1e5',
    '01',
    '1.',
    '.5',
    '-',
    'null',
    '"1"',
    '123456789012345678',
    '0.1234567890123456',
    '1e999',
  ),
);
const point = fc
  .tuple(fc.nat(4), fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 4e12 }) }, fc.integer()), value)
  .map(([place, time, text]) => `[${String(place)},${String(time)},${text}]`);
const space = fc.constantFrom('', '', '', ' ', '\n', '  ');
const body = fc
  .tuple(series, fc.array(point, { maxLength: 6 }), space, space, space)
  .map(([keys, points, one, two, three]) => {
    const list = points.join(`,${one}`).replaceAll(',', `,${two}`);
    return `{"series":${one}${JSON.stringify(keys)}${two},${three}"points":${one}[${list}]${two}}${three}`;
  });

describe('bodies in columns', () => {
  it('are read from their bytes as from JSON, whatever stands in them', () => {
    fc.assert(
      fc.property(body, (text) => {
        expect(scanned(text)).toEqual(parsed(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('are read as JSON where a byte of them is another', () => {
    fc.assert(
      fc.property(
        body,
        fc.nat(),
        fc.constantFrom('', ' ', ',', '"', '[', ']', '}', '\\', '1', 'é'),
        (text, at, other) => {
          const place = at % text.length;
          const broken = text.slice(0, place) + other + text.slice(place + 1);
          expect(scanned(broken)).toEqual(parsed(broken));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('are scanned, not parsed, as usual programs write them', () => {
    const points = [
      [0, Date.UTC(2026, 0, 1), 1.5],
      [1, Date.UTC(2026, 0, 1), -20],
    ];
    const limits = { series: 2, most: 10 };
    const compact = JSON.stringify(points);
    const spaced = compact.replaceAll(',', ', ');
    for (const text of [compact, spaced]) {
      const found = scanPoints(Buffer.from(text), 0, limits);
      expect(found?.end).toBe(text.length);
      expect([...(found?.points.values ?? [])]).toEqual([1.5, -20]);
    }
  });

  it('with the same list of series have the very same list', () => {
    const read = (time: number) =>
      bodies.read(Buffer.from(`{"series":[{"metric":"m"}],"points":[[0,${String(time)},1]]}`));
    expect(read(1).series).toBe(read(2).series);
  });
});
