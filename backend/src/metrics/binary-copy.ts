/** Points in columns, ready for PostgreSQL: series ids, epoch milliseconds, values. All of one length. */
export interface PointColumns {
  readonly series: Int32Array;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** PostgreSQL counts microseconds from 2000-01-01. */
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1);
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const ROW_BYTES = 34;
const FIELD_BYTES = 8;
const INT4 = 23;
const TIMESTAMPTZ = 1184;
const FLOAT8 = 701;

/**
 * The body of `COPY … FROM STDIN (FORMAT binary)` for (series_id int4, ts timestamptz, value float8), and where it is given
 * `stored` int4, the same for all. Format: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
 */
export function encodeCopy({ series, times, values }: PointColumns, stored?: number): Buffer {
  const rows = series.length;
  const [fields, width] = stored === undefined ? [3, ROW_BYTES] : [4, ROW_BYTES + FIELD_BYTES];
  const bytes = Buffer.allocUnsafe(SIGNATURE.length + rows * width + 2);
  SIGNATURE.copy(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = SIGNATURE.length;
  for (let row = 0; row < rows; row++) {
    view.setInt16(at, fields);
    view.setInt32(at + 2, 4);
    view.setInt32(at + 6, series[row] as number);
    view.setInt32(at + 10, 8);
    writeTime(view, at + 14, times[row] as number);
    view.setInt32(at + 22, 8);
    view.setFloat64(at + 26, values[row] as number);
    if (stored !== undefined) {
      view.setInt32(at + ROW_BYTES, 4);
      view.setInt32(at + ROW_BYTES + 4, stored);
    }
    at += width;
  }
  view.setInt16(at, -1);
  return bytes;
}

/** The three columns as binary array parameters of a prepared statement: four times cheaper to write than text. */
export function encodeArrays({ series, times, values }: PointColumns): [Buffer, Buffer, Buffer] {
  return [intArray(series), timeArray(times), floatArray(values)];
}

export const intArray = (values: Int32Array): Buffer =>
  encodeArray(INT4, values.length, 4, (view, at, row) => view.setInt32(at, values[row] as number));

/** Epoch milliseconds as instants. */
export const timeArray = (times: Float64Array): Buffer =>
  encodeArray(TIMESTAMPTZ, times.length, 8, (view, at, row) => writeTime(view, at, times[row] as number));

export const floatArray = (values: Float64Array): Buffer =>
  encodeArray(FLOAT8, values.length, 8, (view, at, row) => view.setFloat64(at, values[row] as number));

/** One after the other. */
export function joinPoints(parts: readonly PointColumns[]): PointColumns {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const length = parts.reduce((sum, { series }) => sum + series.length, 0);
  const joined = { series: new Int32Array(length), times: new Float64Array(length), values: new Float64Array(length) };
  let at = 0;
  for (const { series, times, values } of parts) {
    joined.series.set(series, at);
    joined.times.set(times, at);
    joined.values.set(values, at);
    at += series.length;
  }
  return joined;
}

/** The body of a `COPY … FROM STDIN (FORMAT binary)` of one row, whose columns are given as they go over the wire. */
export function encodeRow(columns: readonly Buffer[]): Buffer {
  const count = Buffer.alloc(2);
  count.writeInt16BE(columns.length);
  const end = Buffer.alloc(2);
  end.writeInt16BE(-1);
  const fields = columns.flatMap((column) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(column.length);
    return [length, column];
  });
  return Buffer.concat([SIGNATURE, count, ...fields, end]);
}

/** Epoch milliseconds as an instant. */
export function timeField(ms: number): Buffer {
  const bytes = Buffer.allocUnsafe(FIELD_BYTES);
  writeTime(new DataView(bytes.buffer, bytes.byteOffset, FIELD_BYTES), 0, ms);
  return bytes;
}

function encodeArray(
  type: number,
  rows: number,
  width: 4 | 8,
  write: (view: DataView, at: number, row: number) => void,
): Buffer {
  const bytes = Buffer.allocUnsafe(20 + rows * (4 + width));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  view.setInt32(0, 1);
  view.setInt32(4, 0);
  view.setInt32(8, type);
  view.setInt32(12, rows);
  view.setInt32(16, 1);
  let at = 20;
  for (let row = 0; row < rows; row++) {
    view.setInt32(at, width);
    write(view, at + 4, row);
    at += 4 + width;
  }
  return bytes;
}

function writeTime(view: DataView, at: number, ms: number): void {
  const microseconds = (ms - POSTGRES_EPOCH_MS) * 1000;
  const high = Math.floor(microseconds / 4_294_967_296);
  view.setInt32(at, high);
  view.setUint32(at + 4, microseconds - high * 4_294_967_296);
}
