import fc from 'fast-check';
import { decodeFrames, encodeFrames } from './frame-codec.js';
import { frameOf, NO_STRING, type Field, type Frame } from './frame.js';

const name = fc.string({ maxLength: 20 });
const about = fc.record(
  { metric: name, unit: name, labels: fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), name, { maxKeys: 3 }) },
  { requiredKeys: [] },
);
const numbers =
  (type: 'time' | 'number') =>
  (length: number): fc.Arbitrary<Field> =>
    fc
      .tuple(name, about, fc.array(fc.double(), { minLength: length, maxLength: length }))
      .map(([column, rest, values]) => ({ ...rest, name: column, type, values: Float64Array.from(values) }));
const booleans = (length: number): fc.Arbitrary<Field> =>
  fc
    .tuple(name, fc.array(fc.constantFrom(0, 1, 255), { minLength: length, maxLength: length }))
    .map(([column, values]) => ({ name: column, type: 'boolean', values: Uint8Array.from(values) }));
const strings = (length: number): fc.Arbitrary<Field> =>
  fc
    .array(name, { minLength: 1, maxLength: 4 })
    .chain((dictionary) =>
      fc
        .array(fc.constantFrom(NO_STRING, ...dictionary.keys()), { minLength: length, maxLength: length })
        .map((values) => ({ name: 'text', type: 'string', dictionary, values: Uint32Array.from(values) })),
    );
const anyFrame: fc.Arbitrary<Frame> = fc.tuple(name, fc.nat({ max: 20 })).chain(([title, length]) =>
  fc
    .array(fc.oneof(numbers('time')(length), numbers('number')(length), booleans(length), strings(length)), {
      minLength: 1,
      maxLength: 5,
    })
    .map((fields) => frameOf(title, fields, { asOf: 1000, truncated: true })),
);

const sample = () =>
  encodeFrames(
    [
      frameOf('f', [
        { name: 'at', type: 'time', values: Float64Array.of(1, 2, 3) },
        { name: 'ok', type: 'boolean', values: Uint8Array.of(0, 1, 255) },
        { name: 'shop', type: 'string', dictionary: ['a', 'b'], values: Uint32Array.of(0, 1, NO_STRING) },
      ]),
    ],
    { answers: [] },
  );

/** The same bytes with another header, as a plugin that means harm could send them. */
function withHeader(
  change: (header: { frames: Record<string, unknown>[] }) => unknown,
  columns = new Uint8Array(64),
): Uint8Array {
  const bytes = sample();
  const length = new DataView(bytes.buffer).getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as {
    frames: Record<string, unknown>[];
  };
  const json = new TextEncoder().encode(JSON.stringify(change(header)));
  const made = new Uint8Array(Math.ceil((8 + json.length) / 8) * 8 + columns.length);
  made.set(bytes.subarray(0, 4));
  new DataView(made.buffer).setUint32(4, json.length, true);
  made.set(json, 8);
  return made;
}
const withField = (change: object) =>
  withHeader(({ frames }) => ({ frames: [{ ...frames[0], fields: [{ name: 'x', type: 'number', ...change }] }] }));

describe('the bytes of frames', () => {
  it('come back as the frames they were made of, whatever those hold', () => {
    fc.assert(
      fc.property(
        fc.array(anyFrame, { maxLength: 3 }),
        fc.option(fc.jsonValue(), { nil: undefined }),
        (frames, meta) => {
          const decoded = decodeFrames(encodeFrames(frames, meta));
          expect(decoded.frames).toEqual(frames);
          expect(decoded.meta).toEqual(meta === undefined ? undefined : JSON.parse(JSON.stringify(meta)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are read without a copy where they are aligned, and copied once where not', () => {
    const bytes = sample();
    expect(decodeFrames(bytes).frames[0]?.fields[0]?.values.buffer).toBe(bytes.buffer);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeFrames(shifted.subarray(3))).toEqual(decodeFrames(bytes));
    expect(decodeFrames(Buffer.from(shifted.buffer, 3))).toEqual(decodeFrames(bytes));
  });

  it('take the part of a larger buffer that a column looks at', () => {
    const values = new Float64Array([9, 1, 2, 9]).subarray(1, 3);
    const [decoded] = decodeFrames(encodeFrames([frameOf('f', [{ name: 'v', type: 'number', values }])])).frames;
    expect(decoded?.fields[0]?.values).toEqual(Float64Array.of(1, 2));
  });

  it('are the same for the same frames, so that a snapshot can be named by their hash', () => {
    expect(sample()).toEqual(sample());
  });

  it('that were cut off anywhere are refused', () => {
    const bytes = sample();
    for (let length = 0; length <= bytes.length - 8; length++) {
      expect(() => decodeFrames(bytes.slice(0, length))).toThrow(RangeError);
    }
  });

  it('that were tampered with are read or refused with a RangeError, and never anything else', () => {
    const bytes = sample();
    const flips = fc.array(fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(flips, (changes) => {
        const broken = bytes.slice();
        for (const [at, byte] of changes) broken[at] = byte;
        try {
          decodeFrames(broken);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['no frames at all', withHeader(() => null)],
    ['frames that are no list', withHeader(() => ({ frames: {} }))],
    ['a frame that is nothing', withHeader(() => ({ frames: [null] }))],
    ['a frame without a name', withHeader(({ frames }) => ({ frames: [{ ...frames[0], name: 7 }] }))],
    ['a length below zero', withHeader(({ frames }) => ({ frames: [{ ...frames[0], length: -1 }] }))],
    ['a length beyond the bytes', withHeader(({ frames }) => ({ frames: [{ ...frames[0], length: 2 ** 50 }] }))],
    ['rows without fields', withHeader(({ frames }) => ({ frames: [{ ...frames[0], fields: [] }] }))],
    ['a field that is nothing', withHeader(({ frames }) => ({ frames: [{ ...frames[0], fields: [null] }] }))],
    ['an unknown type', withField({ type: 'object' })],
    ['a type of every object', withField({ type: 'constructor' })],
    ['texts without a dictionary', withField({ type: 'string' })],
    ['a dictionary of other things than texts', withField({ type: 'string', dictionary: [{}] })],
    ['a place outside of its dictionary', withField({ type: 'string', dictionary: [] })],
    ['a unit that is no text', withField({ unit: {} })],
    ['labels that are no texts', withField({ labels: { shop: {} } })],
  ])('with %s are refused', (_, bytes) => {
    expect(() => decodeFrames(bytes)).toThrow(RangeError);
  });
});
