import { ColumnarPoints, type RefusedPoint, type SeriesKey } from '@quarterdeck/sdk/api/metrics';
import { refusalText, type RefusalCode } from '@quarterdeck/sdk/api/refusals';
import { invalid, type FieldProblem } from '../../platform/errors.js';
import type { PointColumns } from '../binary-copy.js';
import { columnarReader, plainReader, type PointReader } from '../reading/point-readers.js';

/** What a request to store points comes to: its good points, whose series are places in `series`, and the others. */
export interface SentPoints {
  readonly series: readonly SeriesKey[];
  readonly points: PointColumns;
  readonly refused: number;
  /** The first {@link MOST_ERRORS} of them. */
  readonly errors: readonly RefusedPoint[];
}

export const MOST_POINTS = 100_000;
/** So many faults of a request are named one by one. */
export const MOST_ERRORS = 1000;
const Envelope = ColumnarPoints.pick({ series: true });

/** Reads either form of `POST /api/points`. Throws `points.invalid` for a body that is no list of points at all. */
export function readPoints(body: unknown): SentPoints {
  if (Array.isArray(body)) return readAll(body, plainReader());
  if (typeof body !== 'object' || body === null) {
    throw refuse('', 'Send an array of points, or {"series": […], "points": […]}.');
  }
  const { points } = body as { points?: unknown };
  const envelope = Envelope.safeParse(body);
  if (!envelope.success) {
    const fields = envelope.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    throw refuse(fields[0]?.path ?? '', fields[0]?.message ?? '', fields);
  }
  if (!Array.isArray(points)) throw refuse('points', 'Send an array of [series, time, value].');
  return readAll(points, columnarReader(envelope.data.series));
}

/** For a request that wants all of its points stored or none: throws `points.invalid`, which names those at fault. */
export function requireAll({ refused, errors, points }: SentPoints): void {
  const [first] = errors;
  if (!first) return;
  const count = refused === 1 ? '' : `${String(refused)} of ${String(refused + points.times.length)} are at fault. `;
  const fields = errors.map(({ index, path, message }) => ({ path: place(index, path), message }));
  throw invalid('points.invalid', `No point was stored. ${count}Point ${String(first.index)}: ${first.message}`, {
    fields,
  });
}

function readAll(rows: readonly unknown[], { series, read }: PointReader): SentPoints {
  if (rows.length > MOST_POINTS) throw refuse('', 'At most 100,000 points in one request.');
  const columns = emptyColumns(rows.length);
  const errors: RefusedPoint[] = [];
  let good = 0;
  for (const [index, row] of rows.entries()) {
    const fault = read(row, columns, good);
    if (fault === undefined) good++;
    else if (errors.length < MOST_ERRORS) errors.push(refusedPoint(index, fault.code, fault.path, fault.held));
  }
  const points = good === rows.length ? columns : firstOf(columns, good);
  return { series, points, refused: rows.length - good, errors };
}

/** Says what is wrong with a point in the words of every way in which points arrive. */
export function refusedPoint(index: number, code: RefusalCode, path: string, held: unknown): RefusedPoint {
  const text = held === undefined ? '' : typeof held === 'string' ? held : JSON.stringify(held);
  return { index, path, code, message: refusalText(code, path || 'it', text) };
}

const place = (index: number, path: string) => (path === '' ? String(index) : `${String(index)}.${path}`);

const emptyColumns = (length: number): PointColumns => ({
  series: new Int32Array(length),
  times: new Float64Array(length),
  values: new Float64Array(length),
});

const firstOf = ({ series, times, values }: PointColumns, count: number): PointColumns => ({
  series: series.slice(0, count),
  times: times.slice(0, count),
  values: values.slice(0, count),
});

const refuse = (path: string, message: string, fields: FieldProblem[] = [{ path, message }]) =>
  invalid('points.invalid', `No point was stored. ${path ? `${path}: ` : ''}${message}`, { fields });
