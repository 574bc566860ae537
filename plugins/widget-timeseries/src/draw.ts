import type { ChartPicture, Format, Frame, JsonObject, Picture, Theme, WidgetInput } from '@quarterdeck/sdk';
import type { Options } from './options.js';
import { hasLoneValue, seriesOf, type Series } from './series.js';
import { together } from './together.js';

/** With fewer points than one per so many pixels each is marked, so that one sees where something was measured. */
const SPARSE = 24;

/** Loaded by browsers alone, so it must not reach the schema library; `index.ts` adds the options. */
export function draw(input: WidgetInput<Options>): Picture {
  const series = seriesOf(input.frames);
  const missing = series.length === 0 ? missingIn(input.frames) : '';
  return missing ? { kind: 'text', markdown: missing } : chart(series, input);
}

/** Rows that are no course over time would be an empty chart: what they lack is said instead. */
function missingIn(frames: readonly Frame[]): string {
  const full = frames.filter(({ length }) => length > 0);
  if (full.length === 0) return '';
  return full.some(({ fields }) => fields.some(({ type }) => type === 'time'))
    ? '**There is no number over time in this answer.** Ask for a column of numbers, or show it as a table.'
    : '**There is no time in this answer.** Ask for a column of times, or show it as bars, a pie or a table.';
}

function chart(found: readonly Series[], input: WidgetInput<Options>): ChartPicture {
  const { options, theme } = input;
  const { series, ...added } = together(found, input.frames, options);
  const axes = axisUnits(series, options);
  return {
    kind: 'chart',
    ...added,
    legend: options.legend,
    formats: {
      yAxis: axes.map((unit) => formatOf(unit, options)),
      series: series.map(({ field }) => formatOf(unitOf(field, options), options)),
    },
    option: {
      animation: false,
      grid: { left: 4, right: 12, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: timeAxis(input),
      yAxis: axes.map((_, at) => valueAxis(at, options, theme)),
      series: series.map((one, at) => ({
        ...drawnSeries(one, at, input),
        yAxisIndex: Math.max(0, axes.indexOf(unitOf(one.field, options))),
        ...(at === 0 && options.thresholds.length > 0 ? { markLine: thresholdLines(options, theme) } : {}),
      })),
    },
  };
}

const unitOf = ({ unit = '' }: { unit?: string }, options: Options) => options.unit || unit;

const formatOf = (unit: string, { decimals }: Options): Format => ({
  ...(unit ? { unit } : {}),
  ...(decimals === undefined ? {} : { decimals }),
});

/** At most two axes, one on either side: a third could no longer be told from them. */
function axisUnits(series: readonly Series[], options: Options): string[] {
  const units = [...new Set(series.map(({ field }) => unitOf(field, options)))].slice(0, 2);
  return units.length > 0 ? units : [options.unit];
}

function timeAxis({ range, theme }: WidgetInput<Options>): JsonObject {
  return {
    type: 'time',
    min: range.from,
    max: range.to,
    axisLine: { lineStyle: { color: theme.line } },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: { color: theme.muted, fontSize: 12, hideOverlap: true },
  };
}

function valueAxis(at: number, { style, stacked, min, max }: Options, theme: Theme): JsonObject {
  const hasArea = style !== 'line' || stacked;
  return {
    type: 'value',
    position: at === 0 ? 'left' : 'right',
    // The size of a bar or an area is read from its length, so zero must be in sight; a line may leave it out.
    scale: !hasArea,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    splitNumber: 4,
    axisLine: { show: false },
    axisTick: { show: false },
    // The lines of a second axis would cross those of the first.
    splitLine: { show: at === 0, lineStyle: { color: theme.line } },
    axisLabel: { color: theme.muted, fontSize: 12 },
  };
}

function drawnSeries({ name, time, value, field }: Series, at: number, input: WidgetInput<Options>): JsonObject {
  const { options, theme, size } = input;
  const color = theme.series[at] ?? theme.muted;
  const base = {
    name,
    color,
    data: { $columns: [time, value] },
    ...(options.stacked ? { stack: 'all' } : {}),
    emphasis: { focus: 'series' },
  };
  if (options.style === 'bars')
    return { ...base, type: 'bar', barMaxWidth: 32, itemStyle: { borderRadius: options.stacked ? 0 : [2, 2, 0, 0] } };
  const points = field.values.length;
  return {
    ...base,
    type: 'line',
    showSymbol: points * SPARSE <= size.width || (points <= size.width && hasLoneValue(field.values)),
    symbol: 'circle',
    symbolSize: 5,
    connectNulls: false,
    lineStyle: { width: 1.5, color },
    ...(options.style === 'area' ? { areaStyle: { opacity: options.stacked ? 0.32 : 0.12, color } } : {}),
    // A stack needs every value at its place; single lines may be thinned to what the pixels can show.
    ...(options.stacked ? {} : { sampling: 'lttb' }),
  };
}

function thresholdLines({ thresholds }: Options, theme: Theme): JsonObject {
  return {
    silent: true,
    animation: false,
    symbol: 'none',
    data: thresholds.map(({ value, label, tone }) => ({
      yAxis: value,
      name: label,
      lineStyle: { color: theme[tone], type: 'dashed', width: 1 },
      label: {
        ...{ show: label !== '', formatter: '{b}', position: 'insideEndTop', color: theme[tone], fontSize: 12 },
        // On its own ground, so that bars behind it leave it readable.
        ...{ backgroundColor: theme.surface, padding: [1, 4], borderRadius: 2 },
      },
    })),
  };
}
