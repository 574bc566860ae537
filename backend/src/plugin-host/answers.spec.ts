import { encodeFrames, frameOf, PluginError, type Frame } from '@quarterdeck/sdk';
import fc from 'fast-check';
import { framesOf } from './answers.js';

const STAMP = { source: 'datasource-json 1.0.0', now: 1_000 };
const frame = frameOf('f', [
  { name: 'n', type: 'number', unit: 'ms', labels: { region: 'north' }, values: Float64Array.of(1, NaN) },
  { name: 's', type: 'string', dictionary: ['a'], values: Uint32Array.of(0, 0) },
]);

describe('the answer of a plugin', () => {
  it('is marked with its source and the time it is true for', () => {
    expect(framesOf(encodeFrames([frame]), STAMP)).toEqual([
      { ...frame, asOf: 1_000, source: 'datasource-json 1.0.0' },
    ]);
  });

  it('keeps a time of its own, but no source of its own', () => {
    const told: Frame = {
      ...frame,
      asOf: 5,
      source: 'somebody else',
      truncated: true,
      notices: [{ level: 'info', text: 'x' }],
    };
    expect(framesOf(encodeFrames([told]), STAMP)[0]).toMatchObject({ ...told, source: 'datasource-json 1.0.0' });
  });

  it.each([
    ['no name', { ...frame, name: 1 }],
    ['labels that are no text', { ...frame, fields: [{ ...frame.fields[0], labels: { a: {} } }] }],
    ['notices that are none', { ...frame, notices: 'many' }],
    ['more columns than bytes', { ...frame, length: 1e9 }],
    ['no columns', { ...frame, fields: [] as never, length: -1 }],
  ])('with %s is a bug of the plugin', (_, odd) => {
    expect(() => framesOf(encodeFrames([odd as unknown as Frame]), STAMP)).toThrow(PluginError);
  });

  it('of any bytes at all is frames or a bug of the plugin, nothing else', () => {
    const good = encodeFrames([frame]);
    const spoilt = fc.tuple(fc.nat(good.length - 1), fc.nat(255)).map(([at, byte]) => good.with(at, byte));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), spoilt), (bytes) => {
        try {
          framesOf(bytes, STAMP);
        } catch (error) {
          expect(error).toMatchObject({ name: 'PluginError', kind: 'bug' });
        }
      }),
    );
  });
});
