import {
  haveCommonTimes,
  inSlots,
  reduced,
  standApart,
  type ChartPicture,
  type ColumnRef,
  type Format,
  type Frame,
  type JsonObject,
  type NumberField,
  type Picture,
  type TimeField,
  type WidgetInput,
  type Reduction,
} from '@quarterdeck/sdk';
import { nameOf } from './names.js';
import type { Options } from './options.js';

/** A bar and its gap cannot be seen below so many pixels. */
const THINNEST = 6;
const MOST_SERIES = 20;
/** A picture carries at most so many cells of its own. */
const MOST_CELLS = 5000;

interface Series {
  readonly name: string;
  readonly field: NumberField;
  readonly times: TimeField;
  readonly refs: readonly [ColumnRef, ColumnRef];
  readonly frame: Frame;
}

/** Bars along the time axis; where there are more values than room, neighbours become one. */
export function overTime(input: WidgetInput<Options>): Picture | undefined {
  const { frames, options, size } = input;
  const all = seriesIn(frames);
  if (all.length === 0) return undefined;
  const ofUnit = all.filter(({ field }) => field.unit === all[0]?.field.unit);
  const series = ofUnit.slice(0, MOST_SERIES);
  const side = options.layout === 'grouped' ? series.length : 1;
  const carried = Math.floor(MOST_CELLS / (2 * series.length));
  const most = Math.min(carried, Math.max(12, Math.floor(size.width / (THINNEST * side))));
  const how = options.reduce === 'auto' ? 'mean' : options.reduce;
  const { frames: derived, note: together } = placed(series, most, how);
  const note = [together, noteOf(all.length, ofUnit.length, series.length)].filter(Boolean).join(' ');
  return { ...chart(series, derived, input), derived, ...(note ? { note } : {}) };
}

function seriesIn(frames: readonly Frame[]): Series[] {
  return frames.flatMap((frame, at) => {
    const time = frame.fields.findIndex(({ type }) => type === 'time');
    const times = frame.fields[time];
    if (times?.type !== 'time') return [];
    return frame.fields.flatMap((field, column) =>
      field.type === 'number'
        ? [{ name: nameOf(field), field, times, frame, refs: [[at, time] as const, [at, column] as const] as const }]
        : [],
    );
  });
}

const WORDS = { last: 'last value', mean: 'mean', min: 'lowest', max: 'highest', sum: 'sum' };

/** Where there are more values than room, neighbours become one; series with times of their own come into common places. */
function placed(series: readonly Series[], most: number, how: Reduction): { frames: readonly Frame[]; note: string } {
  const points = series.map(({ times, field }) => ({ times: times.values, values: field.values }));
  const stretch = Math.ceil(Math.max(...points.map(({ values }) => values.length)) / most);
  if (stretch <= 1 && standApart(points)) return { frames: [], note: '' };
  if (stretch <= 1 || !haveCommonTimes(points)) {
    const { series: slotted, joined: together } = inSlots(points, most, how);
    const frames = series.map((one, at) => frameWith(one, slotted[at]?.times, slotted[at]?.values));
    return { frames, note: together > 1 ? `Each bar is the ${WORDS[how]} of up to ${together} values.` : '' };
  }
  const frames = series.map((one) => joined(one, stretch, how));
  return { frames, note: `Each bar is the ${WORDS[how]} of ${stretch} values.` };
}

/** So many neighbours as one. A bar stands where the first of them stood. */
function joined(series: Series, stretch: number, how: Reduction): Frame {
  const { field, times, frame } = series;
  const length = Math.ceil(field.values.length / stretch);
  const values = Float64Array.from({ length }, (__, at) =>
    reduced(field.values.subarray(at * stretch, (at + 1) * stretch), how),
  );
  const at = Float64Array.from({ length }, (__, place) => times.values[place * stretch] ?? NaN);
  const resolution = frame.resolutionMs ? { resolutionMs: frame.resolutionMs * stretch } : {};
  return { ...frameWith(series, at, values), ...resolution };
}

function frameWith({ field, times, frame }: Series, at = times.values, values = field.values): Frame {
  const { totals: _, ...rest } = field;
  return {
    name: frame.name,
    length: at.length,
    fields: [
      { name: times.name, type: 'time', values: at },
      { ...rest, values },
    ],
  };
}

function noteOf(all: number, ofUnit: number, shown: number): string {
  return [
    all > ofUnit ? `Left out for having another unit: ${all - ofUnit}.` : '',
    ofUnit > shown ? `${shown} of ${ofUnit} series are shown.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function chart(series: readonly Series[], derived: readonly Frame[], input: WidgetInput<Options>): ChartPicture {
  const { options, range, theme, frames } = input;
  const unit = series[0]?.field.unit;
  const format: Format = unit ? { unit } : {};
  const stacked = options.layout === 'stacked';
  const drawn = series.map(({ name, refs }, at): JsonObject => {
    const place = frames.length + at;
    const columns: readonly ColumnRef[] = derived.length > 0 ? [[place, 0] as const, [place, 1] as const] : refs;
    return {
      type: 'bar',
      name,
      color: theme.series[at] ?? theme.muted,
      data: { $columns: columns },
      ...(stacked ? { stack: 'all' } : {}),
      itemStyle: { borderRadius: stacked ? 0 : [2, 2, 0, 0] },
    };
  });
  return {
    kind: 'chart',
    legend: series.length === 1 && options.legend === 'auto' ? 'none' : options.legend,
    formats: { yAxis: [format], series: series.map(() => format) },
    option: {
      xAxis: { type: 'time', min: range.from, max: range.to },
      yAxis: { type: 'value' },
      series: drawn,
    },
  };
}
