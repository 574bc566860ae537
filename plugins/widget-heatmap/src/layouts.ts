import { cellAt, type Field, type Frame, type NumberField, type TimeField, type WidgetInput } from '@quarterdeck/sdk';
import { Cells, type Grid } from './grid.js';
import type { Options } from './options.js';
import { timeColumns } from './time-columns.js';
import { wallClock } from './wall-clock.js';

/** A picture carries at most so many cells. */
const MOST_CELLS = 1600;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The fifth day of 1970 was a Monday. */
const MONDAY = 4 * DAY;

export interface Series {
  readonly name: string;
  readonly times: TimeField;
  readonly field: NumberField;
  readonly resolutionMs: number;
}
type Input = WidgetInput<Options>;

export function seriesIn(frames: readonly Frame[]): Series[] {
  return frames.flatMap(({ fields, resolutionMs = 0 }) => {
    const times = fields.find((field): field is TimeField => field.type === 'time');
    if (!times) return [];
    return fields.flatMap((field) =>
      field.type === 'number' ? [{ name: nameOf(field), times, field, resolutionMs }] : [],
    );
  });
}

const nameOf = ({ labels, metric, name }: NumberField): string =>
  Object.values(labels ?? {}).join(', ') || (metric ?? name);

/** When in a week: hours across, weekdays down, as the clocks of the zone show them. */
export function byWeek(series: readonly Series[], { range, locale, options }: Input): Grid {
  const wallOf = wallClock(range.timezone);
  const cells = new Cells(24, 7);
  forEach(series, (at, value) => {
    const wall = wallOf(at);
    const day = Math.floor((wall - MONDAY) / DAY);
    cells.add(Math.floor(wall / HOUR) % 24, ((day % 7) + 7) % 7, value);
  });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  return {
    columns: Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
    rows: Array.from({ length: 7 }, (_, day) => weekday.format(MONDAY + day * DAY)),
    titles: { x: 'Hour', y: 'Weekday' },
    values: cells.values(options.reduce),
    measure: series[0]?.field,
  };
}

/** Time across, a series a row. */
export function bySeries(all: readonly Series[], input: Input): Grid {
  const times = timeColumns(input, columnsFor(input), finestOf(all));
  const fits = Math.min(
    Math.floor(MOST_CELLS / times.names.length),
    Math.max(3, Math.floor((input.size.height - 60) / 14)),
  );
  const series = all.slice(0, fits);
  const cells = new Cells(times.names.length, series.length);
  // What a link to a stretch of time begins with: its earliest value.
  const first = times.names.map(() => NaN);
  series.forEach((one, row) =>
    forEach([one], (at, value) => {
      const column = times.columnOf(at);
      if (column === undefined) return;
      cells.add(column, row, value);
      if (!(at >= (first[column] ?? NaN))) first[column] = at;
    }),
  );
  return {
    columns: times.names,
    rows: apart(series.map(({ name }) => name)),
    titles: { x: 'Time', y: 'Series' },
    values: cells.values(input.options.reduce),
    // Its labels are those of one row only.
    measure: series[0] && { ...series[0].field, labels: {} },
    labels: series.map(({ field }) => field.labels ?? {}),
    times: first,
    ...(series.length < all.length ? { note: `${series.length} of ${all.length} series are shown.` } : {}),
  };
}

/** Time across, the size of the values down: how many there were of each. */
export function byBucket(series: readonly Series[], input: Input): Grid {
  const { buckets } = input.options;
  let [low, high] = [Infinity, -Infinity];
  forEach(series, (_, value) => {
    if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
  });
  const times = timeColumns(input, Math.min(columnsFor(input), Math.floor(MOST_CELLS / buckets)), 4 * finestOf(series));
  const width = (high - low) / buckets || 1;
  const cells = new Cells(times.names.length, buckets);
  forEach(series, (at, value) => {
    const column = times.columnOf(at);
    // The highest values stand on top.
    const row = buckets - 1 - Math.min(buckets - 1, Math.floor((value - low) / width));
    if (column !== undefined && Number.isFinite(value)) cells.add(column, row, value);
  });
  const number = new Intl.NumberFormat(input.locale, { maximumSignificantDigits: 3, notation: 'compact' });
  const names = Array.from({ length: buckets }, (_, at) => number.format(low + (buckets - 1 - at) * width));
  return {
    columns: times.names,
    rows: Number.isFinite(low) ? apart(names.map((name) => `≥ ${name}`)) : [],
    titles: { x: 'Time', y: series[0]?.field.unit ?? 'Value' },
    values: cells.values('count'),
    measure: undefined,
  };
}

/** Two columns of words of a table: the first down, the second across. */
export function byCategories(frame: Frame, { options }: Input): Grid | undefined {
  const [down, across] = frame.fields.filter(({ type }) => type === 'string' || type === 'boolean');
  const measure = frame.fields.find((field): field is NumberField => field.type === 'number');
  if (!down || !across || !measure) return undefined;
  const [columns, rows] = [namesIn(frame, across), namesIn(frame, down)];
  const fits = Math.max(1, Math.floor(MOST_CELLS / Math.max(1, columns.length)));
  const cells = new Cells(columns.length, Math.min(fits, rows.length));
  const [columnAt, rowAt] = [places(columns), places(rows)];
  for (let at = 0; at < frame.length; at++) {
    const [column, row] = [columnAt.get(textAt(across, at)), rowAt.get(textAt(down, at)) ?? fits];
    if (column !== undefined && row < fits) cells.add(column, row, measure.values[at] ?? NaN);
  }
  return {
    columns,
    rows: rows.slice(0, fits),
    titles: { x: across.name, y: down.name },
    values: cells.values(options.reduce),
    measure,
    ...(rows.length > fits ? { note: `${fits} of ${rows.length} rows are shown.` } : {}),
  };
}

const textAt = (field: Field, row: number) => String(cellAt(field, row) ?? '–');
const places = (names: readonly string[]) => new Map(names.map((name, at) => [name, at]));

/** No more than the picture can carry, whatever the table holds. */
const namesIn = (frame: Frame, field: Field): string[] => {
  const names = new Set<string>();
  for (let row = 0; row < frame.length && names.size < 200; row++) names.add(textAt(field, row));
  return [...names];
};

const columnsFor = ({ size }: Input) => Math.max(6, Math.min(60, Math.floor(size.width / 18)));
const finestOf = (series: readonly Series[]) => Math.max(1, ...series.map(({ resolutionMs }) => resolutionMs));

/** Names are places: two of one name would share them. */
function apart(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function forEach(series: readonly Series[], visit: (at: number, value: number) => void): void {
  for (const { times, field } of series) {
    for (let row = 0; row < field.values.length; row++) {
      const at = times.values[row] ?? NaN;
      if (Number.isFinite(at)) visit(at, field.values[row] ?? NaN);
    }
  }
}
