import type { NumberField } from '@quarterdeck/sdk';

/** Units whose scale everybody knows. */
const KNOWN: Readonly<Record<string, readonly [number, number] | undefined>> = { percent: [0, 100], ratio: [0, 1] };

/**
 * The ends of a gauge: what the panel says, what its unit says, else from zero to a round number beyond all that was seen
 * and every threshold. A value below zero has its scale on both sides.
 */
export function scaleOf(field: NumberField): { min: number; max: number } {
  const { unit = '', display = {} } = field;
  const [low, high] = KNOWN[unit] ?? roundEnds(field);
  const [min, max] = [display.min ?? low, display.max ?? high];
  return max > min ? { min, max } : { min, max: min + 1 };
}

function roundEnds({ display, values, totals }: NumberField): readonly [number, number] {
  const steps = (display?.thresholds?.steps ?? []).flatMap(({ value }) => value ?? []);
  const seen = totals ? [totals.min, totals.max] : values;
  let [low, high] = [Math.min(0, ...steps), Math.max(0, ...steps)];
  for (const value of seen) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [0 - roundUp(-low), roundUp(high)];
}

/** The next of 1, 2, 2.5, 5 and 10 times a power of ten; zero stays. */
function roundUp(value: number): number {
  if (!(value > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5, 10].find((one) => one * power >= value * (1 - 1e-9)) ?? 10;
  return step * power;
}
