import { ColumnarPoints, PlainPoints, type SeriesKey } from '@quarterdeck/sdk/api/metrics';
import { invalid, type FieldProblem } from '../platform/errors.js';

/** What a request to store points comes to: its distinct series, and per point the place of its series. */
export interface SentPoints {
  readonly series: readonly SeriesKey[];
  readonly places: Int32Array;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const Envelope = ColumnarPoints.pick({ series: true });

/** Reads either form of `POST /api/points`. Throws `points.invalid` that names the first points at fault. */
export function readPoints(body: unknown): SentPoints {
  if (Array.isArray(body)) return readPlain(body);
  if (typeof body === 'object' && body !== null) return readColumnar(body);
  throw refuse([{ path: '', message: 'Send an array of points, or {"series": […], "points": […]}.' }]);
}

function readPlain(body: unknown[]): SentPoints {
  const parsed = PlainPoints.safeParse(body);
  if (!parsed.success)
    throw refuse(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
  const series: SeriesKey[] = [];
  const known = new Map<string, number>();
  const sent = emptyPoints(parsed.data.length);
  parsed.data.forEach(({ metric, labels, time, value }, row) => {
    const key = seriesText({ metric, labels });
    let place = known.get(key);
    if (place === undefined) known.set(key, (place = series.push({ metric, labels }) - 1));
    sent.places[row] = place;
    sent.times[row] = typeof time === 'number' ? time : Date.parse(time);
    sent.values[row] = value;
  });
  requireTimes(sent.times);
  return { series, ...sent };
}

/** The envelope by its schema, the points by hand: a schema per point costs four times as much. */
function readColumnar(body: { points?: unknown }): SentPoints {
  const parsed = Envelope.safeParse(body);
  if (!parsed.success)
    throw refuse(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
  const { points } = body;
  if (!Array.isArray(points)) throw refuse([{ path: 'points', message: 'Send an array of [series, time, value].' }]);
  if (points.length > 100_000) throw refuse([{ path: 'points', message: 'At most 100,000 points in one request.' }]);
  const { series } = parsed.data;
  const sent = emptyPoints(points.length);
  for (let row = 0; row < points.length; row++) {
    const point: unknown = points[row];
    if (!isPoint(point, series.length)) {
      throw refuse([{ path: `points.${String(row)}`, message: pointRule(series.length) }]);
    }
    sent.places[row] = point[0];
    sent.times[row] = point[1];
    sent.values[row] = point[2];
  }
  requireTimes(sent.times);
  return { series, ...sent };
}

function isPoint(point: unknown, seriesCount: number): point is [number, number, number] {
  if (!Array.isArray(point) || point.length !== 3) return false;
  const [place, time, value] = point as unknown[];
  return (
    Number.isSafeInteger(place) &&
    Number(place) >= 0 &&
    Number(place) < seriesCount &&
    Number.isSafeInteger(time) &&
    typeof value === 'number' &&
    Number.isFinite(value)
  );
}

const pointRule = (seriesCount: number) =>
  `Write [place of its series (0 to ${String(seriesCount - 1)}), time in epoch milliseconds, a finite number].`;

function requireTimes(times: Float64Array): void {
  const row = times.findIndex((time) => time < EARLIEST || time >= LATEST);
  if (row >= 0)
    throw refuse([{ path: String(row), message: 'The time must lie between 1970 and 2100. Is it in milliseconds?' }]);
}

const emptyPoints = (length: number) => ({
  places: new Int32Array(length),
  times: new Float64Array(length),
  values: new Float64Array(length),
});

const refuse = (fields: FieldProblem[]) => {
  const [first] = fields;
  const where = first?.path ? `${first.path}: ` : '';
  return invalid('points.invalid', `No point was stored. ${where}${first?.message ?? ''}`, {
    fields: fields.slice(0, 20),
  });
};

/** One text per series, whatever the order of its labels. Hashed for the table, and the key of caches. */
export function seriesText({ metric, labels }: Pick<SeriesKey, 'metric' | 'labels'>): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([metric, pairs]);
}
