import type { FieldDisplay, Format, JsonObject } from '@quarterdeck/sdk';
import { END_FONT } from './legend-plan';
import type { Scene } from '../scene';
import { hasUnitWord } from '../values/unit-words';
import { writerOf } from '../values/writer';

const BINARY = 1024;

/** A value axis as the look wants it: grid lines across, no axis line, four to six rounded ticks, units said once. */
export function valueAxis(
  axis: JsonObject,
  at: number,
  format: Format,
  extent: readonly [number, number] | null,
  { theme, locale, print }: Scene,
  display?: FieldDisplay,
): Record<string, unknown> {
  const unit = format.unit ?? '';
  const isWord = hasUnitWord(format);
  const { short } = writerOf(isWord ? {} : { unit }, axisWords(display), locale);
  const side = axis.position ?? (at === 0 ? 'left' : 'right');
  return {
    ...axis,
    splitNumber: 4,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: at === 0, lineStyle: { color: theme.line, width: 1 } },
    axisLabel: {
      color: theme.muted,
      fontSize: print ? 10 : END_FONT,
      margin: 8,
      formatter: (value: number) => short(value),
    },
    axisPointer: { show: false },
    ...roundSteps(axis, unit, extent),
    ...(isWord
      ? {
          name: unit,
          nameLocation: 'end',
          nameGap: 8,
          nameTextStyle: {
            color: theme.muted,
            fontSize: print ? 10 : END_FONT,
            align: side === 'left' ? 'left' : 'right',
            padding: [0, 0, 0, 0],
          },
        }
      : {}),
  };
}

/** A tick is a place on the scale and no value: only what an exact value is called may stand there. */
function axisWords(display: FieldDisplay | undefined): FieldDisplay | undefined {
  const words = display?.mappings?.filter(({ kind }) => kind === 'value') ?? [];
  return words.length > 0 ? { mappings: words } : undefined;
}

type Extent = readonly [low: number, high: number];

/** Round numbers of bytes are powers of two, round times come in sixties: ECharts knows tens only. */
function roundSteps(axis: JsonObject, unit: string, extent: Extent | null): Record<string, unknown> {
  const { min, max, type = 'value' } = axis;
  if (type !== 'value') return {};
  if (typeof min === 'number' && typeof max === 'number') return evenStep(max - min);
  if (!extent || !['bytes', 'ms', 's'].includes(unit)) return {};
  const [low, high] = shownExtent(axis, extent);
  const rough = (high - low) / 4;
  const step = unit === 'bytes' ? binaryStep(rough) : durationStep(rough, unit === 's' ? 1000 : 1);
  if (!(step > 0)) return {};
  const ends = Object.entries({ min: Math.floor(low / step) * step, max: Math.ceil(high / step) * step });
  return { interval: step, ...Object.fromEntries(ends.filter(([end]) => typeof axis[end] !== 'number')) };
}

/** Zero belongs to the axis unless its widget said that it may be left out. */
function shownExtent({ min, max, scale }: JsonObject, [low, high]: Extent): Extent {
  const zero = scale ? [] : [0];
  return [
    typeof min === 'number' ? min : Math.min(low, ...zero),
    typeof max === 'number' ? max : Math.max(high, ...zero),
  ];
}

/** Between two fixed ends the steps must come out even: 0, 25, 50, 75, 100. */
function evenStep(span: number): Record<string, unknown> {
  const isRound = (step: number) =>
    [1, 2, 2.5, 5, 10].some((one) => Math.abs(one - step / 10 ** Math.floor(Math.log10(step))) < 1e-9);
  const parts = [4, 5, 3, 6, 2].find((count) => span > 0 && isRound(span / count));
  return parts ? { interval: span / parts } : {};
}

/** The next of 1, 2, 5, 10 … 500 times a power of 1024. */
function binaryStep(rough: number): number {
  if (!(rough > 0)) return 0;
  const power = BINARY ** Math.max(0, Math.floor(Math.log(rough) / Math.log(BINARY)));
  return power * ([1, 2, 5, 10, 20, 50, 100, 200, 256, 512].find((step) => step * power >= rough) ?? BINARY);
}

const DURATIONS = [
  ...[1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000],
  ...[3_600_000, 7_200_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000],
];

function durationStep(rough: number, perUnit: number): number {
  const ms = rough * perUnit;
  const longest = DURATIONS.at(-1) ?? 0;
  // Below a second and beyond days, tens are round.
  if (!(ms > 500) || ms > longest) return 0;
  return (DURATIONS.find((step) => step >= ms) ?? longest) / perUnit;
}
