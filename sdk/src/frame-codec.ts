import { BYTES, readHeader, type FieldHeader, type FrameHeader, type Header } from './frame-header.js';
import { NO_STRING, type Field, type FieldType, type Frame } from './frame.js';

/** The media type under which the HTTP API, the plugin wire and snapshots carry {@link encodeFrames}' bytes. */
export const FRAMES_MEDIA_TYPE = 'application/vnd.quarterdeck.frames';

const MAGIC = 0x31464451; // "QDF1", little endian
const ALIGNMENT = 8;

export interface DecodedFrames {
  readonly frames: Frame[];
  readonly meta: unknown;
}

/**
 * Frames, and any JSON beside them, as one block of bytes: `magic | header length | header (JSON) | columns`, each column
 * little endian and aligned to 8 bytes so that reading it copies nothing. The same bytes go over the plugin wire, to the
 * browser and into snapshots.
 */
export function encodeFrames(frames: readonly Frame[], meta?: unknown): Uint8Array<ArrayBuffer> {
  const header: Header = { ...(meta === undefined ? {} : { meta }), frames: frames.map(headerOf) };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const columns = frames.flatMap(({ fields }) => fields);
  let size = aligned(8 + json.length);
  for (const { values } of columns) size += aligned(values.byteLength);

  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, json.length, true);
  bytes.set(json, 8);
  let offset = aligned(8 + json.length);
  for (const { values } of columns) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += aligned(values.byteLength);
  }
  return bytes;
}

/**
 * The reverse of {@link encodeFrames}. The bytes may come from an untrusted plugin: every length is checked before
 * anything is read, and a RangeError says what is wrong. The columns are views of `bytes` where it is aligned.
 */
export function decodeFrames(bytes: Uint8Array): DecodedFrames {
  // Not `bytes.slice()`: of a Buffer of Node that is another view of the same, still unaligned memory.
  const source = bytes.byteOffset % ALIGNMENT === 0 ? bytes : new Uint8Array(bytes);
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  if (source.length < 8 || view.getUint32(0, true) !== MAGIC) throw new RangeError('These bytes hold no frames.');
  const headerLength = view.getUint32(4, true);
  if (8 + headerLength > source.length) throw new RangeError('The header of the frames is cut off.');
  const header = readHeader(new TextDecoder().decode(source.subarray(8, 8 + headerLength)));

  let offset = aligned(8 + headerLength);
  const column = (type: FieldType, length: number) => {
    const byteLength = BYTES[type] * length;
    if (offset + byteLength > source.length) throw new RangeError('The columns of the frames are cut off.');
    const start = source.byteOffset + offset;
    offset += aligned(byteLength);
    if (BYTES[type] === 8) return new Float64Array(source.buffer, start, length);
    return BYTES[type] === 4
      ? new Uint32Array(source.buffer, start, length)
      : new Uint8Array(source.buffer, start, length);
  };
  const frames = header.frames.map(({ fields, ...rest }) => ({
    ...rest,
    fields: fields.map((field) => readField(field, column(field.type, rest.length))),
  }));
  return { frames, meta: header.meta };
}

function headerOf({ fields, ...rest }: Frame): FrameHeader {
  return { ...rest, fields: fields.map(({ values: _, ...field }) => field) };
}

function readField(header: FieldHeader, values: Field['values']): Field {
  if (header.type !== 'string') return { ...header, values } as Field;
  const size = header.dictionary?.length ?? 0;
  for (const place of values) {
    if (place >= size && place !== NO_STRING)
      throw new RangeError(`Field "${header.name}" points outside its dictionary.`);
  }
  return { ...header, values } as Field;
}

const aligned = (size: number) => Math.ceil(size / ALIGNMENT) * ALIGNMENT;
