import { Instant, Labels, MetricName } from '@quarterdeck/sdk/api/common';
import type { SeriesKey } from '@quarterdeck/sdk/api/metrics';
import type { RefusalCode } from '@quarterdeck/sdk/api/refusals';
import type { PointColumns } from '../binary-copy.js';

/** What is wrong with a point: which field, and what it held. */
export interface PointFault {
  readonly code: RefusalCode;
  readonly path: string;
  readonly held?: unknown;
}

/** Writes a row that is a point to a place of the columns, or says what is wrong. `series` grows as rows are read. */
export interface PointReader {
  readonly series: readonly SeriesKey[];
  readonly read: (row: unknown, into: PointColumns, at: number) => PointFault | undefined;
}

const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const MOST_SERIES = 10_000;

/** `[place in series, epoch milliseconds, value]`, checked by hand: a schema a point costs four times as much. */
export function columnarReader(series: readonly SeriesKey[]): PointReader {
  const read: PointReader['read'] = (row, into, at) => {
    if (!Array.isArray(row) || row.length !== 3) return { code: 'point-unreadable', path: '', held: row };
    const [place, time, value] = row as unknown[];
    if (typeof place !== 'number' || series[place] === undefined) {
      return { code: 'series-missing', path: '0', held: place };
    }
    return write(into, at, place, toTime(time, '1'), toValue(value, '2'));
  };
  return { series, read };
}

/** `{metric, labels, time, value}`. A series is checked when it is first met. */
export function plainReader(): PointReader {
  const series: SeriesKey[] = [];
  const places = new Map<string, number>();
  const placeOf = (row: { metric?: unknown; labels?: unknown }): number | PointFault => {
    const fault = seriesFault(row);
    if (fault) return fault;
    if (series.length === MOST_SERIES) return { code: 'too-many-series', path: 'metric' };
    return series.push({ metric: row.metric as string, labels: (row.labels ?? {}) as Record<string, string> }) - 1;
  };
  const read: PointReader['read'] = (row, into, at) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      return { code: 'point-unreadable', path: '', held: row };
    }
    const { metric, labels, time, value } = row as Record<string, unknown>;
    const key = roughKey(metric, labels);
    const place = places.get(key) ?? placeOf({ metric, labels });
    if (typeof place !== 'number') return place;
    places.set(key, place);
    return write(into, at, place, toTime(time, 'time'), toValue(value, 'value'));
  };
  return { series, read };
}

function write(
  into: PointColumns,
  at: number,
  place: number,
  time: number | PointFault,
  value: number | PointFault,
): PointFault | undefined {
  if (typeof time !== 'number') return time;
  if (typeof value !== 'number') return value;
  into.series[at] = place;
  into.times[at] = time;
  into.values[at] = value;
  return undefined;
}

function seriesFault({ metric, labels }: { metric?: unknown; labels?: unknown }): PointFault | undefined {
  if (metric === undefined || metric === '') return { code: 'metric-missing', path: 'metric' };
  if (!MetricName.safeParse(metric).success) return { code: 'metric-unreadable', path: 'metric', held: metric };
  if (labels === undefined || Labels.safeParse(labels).success) return undefined;
  return labelFault(labels);
}

function labelFault(labels: unknown): PointFault {
  const texts = typeof labels === 'object' && labels !== null ? (Object.values(labels) as unknown[]) : [];
  const long = texts.find((text) => typeof text === 'string' && text.length > 256);
  if (long !== undefined) return { code: 'label-too-long', path: 'labels', held: long };
  const odd = texts.some((text) => typeof text === 'string' && text.includes('\0'));
  return { code: odd ? 'label-unreadable' : 'labels-unreadable', path: 'labels', held: labels };
}

function toTime(time: unknown, path: string): number | PointFault {
  if (time === undefined || time === null || time === '') return { code: 'time-missing', path };
  const at = typeof time === 'string' && Instant.safeParse(time).success ? Date.parse(time) : time;
  if (typeof at !== 'number' || !Number.isSafeInteger(at)) return { code: 'time-unreadable', path, held: time };
  return isStorableTime(at) ? at : { code: 'time-out-of-range', path, held: time };
}

/** Whole epoch milliseconds of a year that is no mistake. */
export const isStorableTime = (ms: number): boolean => ms >= EARLIEST && ms < LATEST;

function toValue(value: unknown, path: string): number | PointFault {
  if (value === undefined || value === null) return { code: 'no-value', path };
  return typeof value === 'number' && Number.isFinite(value) ? value : { code: 'value-unreadable', path, held: value };
}

/** One text per way of writing a series. Sorting the labels of each point would cost more than asking for a few twice. */
const roughKey = (metric: unknown, labels: unknown) => JSON.stringify([metric, labels]);
