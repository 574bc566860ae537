import type { FieldDisplay, DisplayState } from '@quarterdeck/sdk';
import type { Size } from '../scene';
import { textWidth } from '../values/text-width';

/** An arc of 240 degrees that opens below, as large as its place lets it; a bar where there is no room for an arc. */
export interface GaugeShape {
  readonly kind: 'arc' | 'bar';
  readonly radius: number;
  readonly x: number;
  readonly y: number;
  readonly stroke: number;
  /** Pixels of the number in the middle. */
  readonly font: number;
}

const LEAST_RADIUS = 34;
const SWEEP = (240 / 180) * Math.PI;
const BEGIN = (150 / 180) * Math.PI;
/** Below the ends of the arc stand the ends of the scale. */
const FOOT = 16;

export function gaugeShape({ width, height }: Size, hasLabel: boolean, text = ''): GaugeShape {
  const top = hasLabel ? 22 : 4;
  const outer = Math.min(width / 2 - 4, (height - top - FOOT - 4) / 1.5, 150);
  const stroke = Math.max(8, Math.round(outer * 0.16));
  const radius = outer - stroke / 2 - 6;
  if (radius < LEAST_RADIUS) return { kind: 'bar', radius: 0, x: 0, y: 0, stroke: 10, font: 20 };
  const whole = top + outer * 1.5 + FOOT;
  return {
    kind: 'arc',
    radius,
    x: width / 2,
    y: top + outer + Math.max(0, (height - whole) / 2),
    stroke,
    // The number must fit between the arms, whatever it says.
    font: Math.max(12, Math.min(40, Math.round(radius * 0.46), Math.floor((radius * 1.5) / textWidth(text || '0', 1)))),
  };
}

/** Where on the scale a value stands: 0 at its beginning, 1 at its end, and never beyond. */
export const shareOf = (value: number, min: number, max: number): number =>
  max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0;

/** The path of the arc between two shares of its sweep. */
export function arcPath({ x, y }: GaugeShape, radius: number, from: number, to: number): string {
  const point = (share: number) => {
    const angle = BEGIN + share * SWEEP;
    return `${round(x + radius * Math.cos(angle))} ${round(y + radius * Math.sin(angle))}`;
  };
  const isLarge = (to - from) * SWEEP > Math.PI ? 1 : 0;
  return `M${point(from)}A${round(radius)} ${round(radius)} 0 ${isLarge} 1 ${point(to)}`;
}

export interface GaugeBand {
  readonly from: number;
  readonly to: number;
  readonly state: DisplayState;
}

/** The steps of the thresholds as stretches of the scale. */
export function bandsOf(display: FieldDisplay | undefined, min: number, max: number): GaugeBand[] {
  const steps = (display?.thresholds?.steps ?? []).toSorted(
    (one, other) => (one.value ?? -Infinity) - (other.value ?? -Infinity),
  );
  return steps.flatMap(({ value = -Infinity, state }, at) => {
    const [from, to] = [shareOf(value, min, max), shareOf(steps[at + 1]?.value ?? Infinity, min, max)];
    return to > from ? [{ from, to, state }] : [];
  });
}

const round = (value: number) => Math.round(value * 100) / 100;
