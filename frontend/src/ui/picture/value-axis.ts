import { formatterOf, type Format, type JsonObject } from '@quarterdeck/sdk';
import { END_FONT } from './legend-plan';
import type { Scene } from './scene';

/** Units that are part of how a number is written. Any other is a word, said once above the axis. */
const WRITTEN = /^(percent|ratio|bytes|ms|s|currency:.*)?$/;
const BINARY = 1024;

/** A value axis as the look wants it: grid lines across, no axis line, four to six rounded ticks, units said once. */
export function valueAxis(
  axis: JsonObject,
  at: number,
  format: Format,
  extent: readonly [number, number] | null,
  { theme, locale, print }: Scene,
): Record<string, unknown> {
  const unit = format.unit ?? '';
  const isWord = !WRITTEN.test(unit);
  const { short } = formatterOf(isWord ? {} : { unit }, locale);
  const side = axis['position'] ?? (at === 0 ? 'left' : 'right');
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

export const hasUnitWord = ({ unit = '' }: Format) => !WRITTEN.test(unit);

/** Round numbers of bytes are powers of two, round times come in sixties: ECharts knows tens only. */
function roundSteps(
  { min, max, scale, type = 'value' }: JsonObject,
  unit: string,
  extent: readonly [number, number] | null,
): Record<string, unknown> {
  if (!extent || type !== 'value' || !['bytes', 'ms', 's'].includes(unit)) return {};
  const low = typeof min === 'number' ? min : scale ? extent[0] : Math.min(0, extent[0]);
  const high = typeof max === 'number' ? max : Math.max(extent[1], scale ? -Infinity : 0);
  const step =
    unit === 'bytes' ? binaryStep((high - low) / 4) : durationStep((high - low) / 4, unit === 's' ? 1000 : 1);
  if (!(step > 0)) return {};
  return {
    interval: step,
    min: typeof min === 'number' ? min : Math.floor(low / step) * step,
    max: typeof max === 'number' ? max : Math.ceil(high / step) * step,
  };
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
