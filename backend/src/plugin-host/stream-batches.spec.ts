import type { StreamManifest } from '@quarterdeck/sdk/manifest';
import { batchOf } from './stream-batches.js';
import { packed } from './wire.js';

const STREAM: StreamManifest = {
  title: 'Rows',
  key: ['id'],
  time: 'at',
  cursor: { type: 'object', properties: { page: { type: 'string' } }, required: ['page'] },
};
const sent = (records: unknown, head: unknown = { cursor: { page: 'p' } }) =>
  packed(head, Buffer.from(JSON.stringify(records)));
const refusal = (what: string) => expect.objectContaining({ kind: 'bug', message: expect.stringContaining(what) });
const refused = (payload: Buffer, stream = STREAM) => {
  try {
    batchOf(payload, 'rows', stream);
    return undefined;
  } catch (error) {
    return error;
  }
};

describe('a batch of a stream', () => {
  it('is rows with their key and moment, a cursor and a progress', () => {
    const record = { id: 'a', at: 5, more: [1] };
    expect(batchOf(sent([record], { cursor: { page: 'p' }, progress: 0.5 }), 'rows', STREAM)).toEqual({
      rows: [{ key: 'a', time: 5, body: record }],
      cursor: { page: 'p' },
      progress: 0.5,
    });
  });

  it('tells rows apart by all fields of their key', () => {
    const two = { ...STREAM, key: ['shop', 'id'] };
    const keysOf = (...records: object[]) => batchOf(sent(records), 'rows', two).rows.map(({ key }) => key);
    expect(keysOf({ shop: 'a', id: 1 }, { shop: 'a', id: '1' }, { shop: 'a"', id: 1 })).toEqual([
      '["a",1]',
      '["a","1"]',
      '["a\\"",1]',
    ]);
    expect(keysOf({ shop: 'a' }, { shop: '', id: 1 }, { shop: {}, id: 1 })).toEqual([undefined, undefined, undefined]);
  });

  it('leaves it to the records whether a row can be stored', () => {
    expect(batchOf(sent([null, 7, {}]), 'rows', STREAM).rows).toEqual([
      { body: null },
      { body: 7 },
      { key: undefined, time: undefined, body: {} },
    ]);
  });

  it('is refused where it is none, with what is wrong with it', () => {
    expect(refused(sent({}))).toEqual(refusal('no list'));
    expect(refused(sent(Array(5001).fill({})))).toEqual(refusal('more than 5000'));
    expect(refused(sent([], { cursor: { page: 1 } }))).toEqual(refusal('its cursor is not as the plugin declares it'));
    expect(refused(sent([], { cursor: { page: 'x'.repeat(40_000) } }))).toEqual(refusal('larger than 32 kB'));
    expect(refused(sent([], {}))).toEqual(refusal('cannot be read'));
    expect(refused(Buffer.from('rubbish'))).toEqual(refusal('cannot be read'));
  });
});
