import { formatterOf, type ChartPicture, type FieldDisplay, type Frame, type ThresholdStep } from '@quarterdeck/sdk';
import { stateColour } from '../../palette';
import { axisDisplay } from './axis-display';
import type { Scene } from '../scene';
import { listOf, type SeriesFacts, type SeriesOption } from './series-facts';

type Option = Record<string, unknown>;
/** Along which axis values run: up, or to the right where categories stand below one another. */
type Along = 'xAxis' | 'yAxis';
/** Where the name of a line stands: at its left end, or above the plot, which is where the first category stands. */
const UP = { position: 'insideStartTop' };
const RIGHT = { position: 'start', rotate: 0, distance: 2 };

/**
 * The thresholds of a panel, as a series of its own without data for each value axis: thin dashed lines with their name, or
 * tinted areas. A line a little beyond the data belongs into sight, one far away does not.
 */
export function thresholdSeries(
  { option, formats }: ChartPicture,
  facts: readonly SeriesFacts[],
  frames: readonly Frame[],
  scene: Scene,
): Option[] {
  const series = listOf<SeriesOption>(option.series);
  if (series.length === 0 || series.some(({ type }) => type === 'pie')) return [];
  const along: Along = listOf(option.yAxis)[0]?.type === 'category' ? 'xAxis' : 'yAxis';
  const axes = Math.max(1, listOf(option.yAxis).length);
  return Array.from({ length: axes }, (_, at) => at).flatMap((at) => {
    const display = axisDisplay(series, frames, at);
    if (!display?.thresholds || display.thresholds.show === 'none') return [];
    const ofAxis = facts.filter((_, place) => (series[place]?.yAxisIndex ?? 0) === at);
    const near = nearData(display.thresholds.steps, ofAxis);
    const unit = formats?.yAxis?.[at]?.unit;
    const write = formatterOf(unit ? { unit } : {}, scene.locale).short;
    return [
      { ...bare(along, at, near, firstPlace(option, along, scene)), ...drawnSteps(along, display, write, scene) },
    ];
  });
}

function drawnSteps(along: Along, display: FieldDisplay, write: (value: number) => string, scene: Scene): Option {
  const { steps = [], show } = display.thresholds ?? {};
  const tinted = show === 'areas' ? areas(along, steps, display, scene) : {};
  return { ...lines(along, steps, write, scene), ...tinted };
}

/** Its points, which nobody sees, keep the lines within the axis. */
function bare(along: Along, axis: number, values: readonly number[], place: string | number): Option {
  return {
    type: 'line',
    name: '',
    silent: true,
    animation: false,
    symbol: 'none',
    showSymbol: false,
    lineStyle: { width: 0, opacity: 0 },
    tooltip: { show: false },
    ...(along === 'yAxis' ? { yAxisIndex: axis } : {}),
    data: values.map((value) => (along === 'yAxis' ? [place, value] : [value, place])),
  };
}

function firstPlace(option: ChartPicture['option'], along: Along, scene: Scene): string | number {
  const [axis] = listOf(along === 'yAxis' ? option.xAxis : option.yAxis);
  if (axis?.type === 'time') return scene.range.from;
  const [first] = listOf(axis?.data);
  return typeof first === 'string' ? first : 0;
}

/** Not further away than the data reach: else the line would press them flat. */
function nearData(steps: readonly ThresholdStep[], facts: readonly SeriesFacts[]): number[] {
  const lows = facts.flatMap(({ min }) => min ?? []);
  const highs = facts.flatMap(({ max }) => max ?? []);
  const [low, high] = [Math.min(...lows, 0), Math.max(...highs)];
  const reach = high - low;
  return steps.flatMap(({ value }) =>
    value !== undefined && value <= high + reach && value >= low - reach ? value : [],
  );
}

function lines(along: Along, steps: readonly ThresholdStep[], write: (value: number) => string, scene: Scene): Option {
  const { theme, print } = scene;
  const data = steps.flatMap(({ value, state, label = '' }) => {
    if (value === undefined) return [];
    const color = stateColour(state, theme);
    return [
      {
        [along]: value,
        name: label === '' ? write(value) : label,
        lineStyle: { color, type: 'dashed', width: 1 },
        // On its own ground, so that bars behind it leave it readable.
        label: { color, backgroundColor: theme.surface, padding: [1, 4], borderRadius: 2 },
      },
    ];
  });
  return {
    markLine: {
      silent: true,
      animation: false,
      symbol: 'none',
      label: {
        show: true,
        formatter: ({ name }: { name: string }) => name,
        ...(along === 'yAxis' ? UP : RIGHT),
        fontSize: print ? 10 : 12,
      },
      data,
    },
  };
}

function areas(along: Along, steps: readonly ThresholdStep[], { min, max }: FieldDisplay, { theme }: Scene): Option {
  const sorted = steps.toSorted((one, other) => (one.value ?? -Infinity) - (other.value ?? -Infinity));
  return {
    markArea: {
      silent: true,
      animation: false,
      data: sorted.map(({ value = min ?? -Infinity, state }, at) => [
        { [along]: value, itemStyle: { color: stateColour(state, theme), opacity: 0.1 } },
        { [along]: sorted[at + 1]?.value ?? max ?? Infinity },
      ]),
    },
  };
}
