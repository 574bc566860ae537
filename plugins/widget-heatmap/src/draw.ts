import { NO_STRING, type Field, type Frame, type NumberField, type Picture, type WidgetInput } from '@quarterdeck/sdk';
import type { Grid } from './grid.js';
import { byBucket, byCategories, bySeries, byWeek, seriesIn, type Series } from './layouts.js';
import type { Options } from './options.js';

const THREE_DAYS = 3 * 86_400_000;

/** Loaded by browsers alone, so it must not reach the schema library; `index.ts` adds the options. */
export function draw(input: WidgetInput<Options>): Picture {
  const grid = gridOf(input);
  if (typeof grid === 'string') return { kind: 'text', markdown: grid };
  if (!grid.values.some((row) => row.some(Number.isFinite))) {
    return { kind: 'text', markdown: '**No value in this time range.** Choose a longer one.' };
  }
  const frame = input.frames.length;
  const unit = grid.measure?.unit;
  return {
    kind: 'heatmap',
    x: [frame, 0],
    y: [frame, 1],
    value: [frame, 2],
    titles: grid.titles,
    ...(unit ? { format: { unit } } : {}),
    ...(grid.note ? { note: grid.note } : {}),
    derived: [cellsOf(grid)],
  };
}

/** The grid, or a sentence that says what is missing for it. */
function gridOf(input: WidgetInput<Options>): Grid | string {
  const { mode } = input.options;
  const table = input.frames.map((frame) => byCategories(frame, input)).find(Boolean);
  if (mode === 'categories') return table ?? NO_TABLE;
  if (mode === 'auto' && table) return table;
  const series = seriesIn(input.frames);
  return series.length === 0 ? NO_TIME : overTime(series, input);
}

function overTime(series: readonly Series[], input: WidgetInput<Options>): Grid {
  const { options, range } = input;
  const isLong = range.to - range.from >= THREE_DAYS;
  const fitting = series.length > 1 ? 'series' : isLong ? 'week' : 'buckets';
  const mode = options.mode === 'auto' ? fitting : options.mode;
  if (mode === 'week') return byWeek(series, input);
  return mode === 'buckets' ? byBucket(series, input) : bySeries(series, input);
}

const NO_TABLE =
  '**Two columns of words are needed.** This layout puts the first down and the second across: ask for a table with both and a number, or lay it out by week or series.';
const NO_TIME =
  '**There is nothing to lay out.** A heatmap needs values over time, or a table with two columns of words and a number.';

/** One row a cell, in order, so that empty columns and rows keep their place. */
function cellsOf({ columns, rows, values, measure, labels = [], times }: Grid): Frame {
  const count = columns.length * rows.length;
  const places = Array.from({ length: count }, (_, at) => at);
  const numbers: Omit<NumberField, 'values'> = measure ? own(measure) : { name: 'count', type: 'number' };
  return {
    name: 'cells',
    length: count,
    fields: [
      { name: 'x', type: 'string', dictionary: columns, values: Uint32Array.from(places, (at) => at % columns.length) },
      {
        name: 'y',
        type: 'string',
        dictionary: rows,
        values: Uint32Array.from(places, (at) => Math.floor(at / columns.length)),
      },
      { ...numbers, values: Float64Array.from(values.flat()) },
      ...labelColumns(labels, (at) => Math.floor(at / columns.length), count),
      ...(times
        ? [
            {
              name: 'time',
              type: 'time',
              values: Float64Array.from(places, (at) => times[at % columns.length] ?? NaN),
            } as const,
          ]
        : []),
    ],
  };
}

/** The labels of the series of a row, a column each: a link may ask for them. */
function labelColumns(
  labels: readonly Readonly<Record<string, string>>[],
  rowOf: (at: number) => number,
  count: number,
): Field[] {
  const keys = new Set(labels.flatMap((one) => Object.keys(one)));
  return [...keys].map((name) => ({
    name,
    type: 'string',
    dictionary: labels.map((one) => one[name] ?? ''),
    values: Uint32Array.from({ length: count }, (_, at) =>
      labels[rowOf(at)]?.[name] === undefined ? NO_STRING : rowOf(at),
    ),
  }));
}

function own({ totals: _, values: __, ...field }: NumberField): Omit<NumberField, 'values'> {
  return field;
}
