/** What a value means, whatever its colour in a theme: the host adds a shape, so that nobody needs to tell colours apart. */
export type DisplayState = 'good' | 'warn' | 'bad' | 'info' | 'muted';

/** From `value` on, up to the next step, a number is in this state. Without `value` it is the state below all others. */
export interface ThresholdStep {
  readonly value?: number | undefined;
  readonly state: DisplayState;
  /** A word for it, such as "Target": stands at the line of a chart and beside a number. */
  readonly label?: string | undefined;
}
export interface Thresholds {
  /** How charts show them; stats, gauges and tables always wear the colour of the step a value belongs to. */
  readonly show?: 'lines' | 'areas' | 'none' | undefined;
  readonly steps: readonly ThresholdStep[];
}

/** A text in the place of a value. The first that fits counts. */
export type ValueMapping = {
  readonly text: string;
  readonly state?: DisplayState | undefined;
} & (
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'range'; readonly from?: number | undefined; readonly to?: number | undefined }
  | { readonly kind: 'missing' }
);

/** Where a value leads. The address is a template, see `linkAddress`. */
export interface DisplayLink {
  readonly title: string;
  readonly address: string;
}

/**
 * How the values of one column are shown, as a panel says it. The host writes it onto every column before `draw`, and
 * applies it wherever a picture refers to that column. A widget that makes columns of its own hands it on with them.
 */
export interface FieldDisplay {
  readonly decimals?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly thresholds?: Thresholds | undefined;
  readonly mappings?: readonly ValueMapping[] | undefined;
  readonly links?: readonly DisplayLink[] | undefined;
}

/** What a value says beside its number. */
export interface Reading {
  /** Stands in the place of the number. */
  readonly text?: string;
  readonly state?: DisplayState;
  /** The word of the threshold that gave the state. */
  readonly label?: string;
}

type Cell = string | number | boolean | null;

/** How a value is to be read: its mapping first, else the threshold it has passed. Pure; for hosts and widgets alike. */
export function readingOf(cell: Cell, { mappings = [], thresholds }: FieldDisplay = {}): Reading {
  const mapping = mappings.find((one) => fits(one, cell));
  const step = typeof cell === 'number' ? stepOf(cell, thresholds) : undefined;
  const ofStep = step ? { state: step.state, ...(step.label ? { label: step.label } : {}) } : {};
  if (!mapping) return ofStep;
  return mapping.state ? { text: mapping.text, state: mapping.state } : { ...ofStep, text: mapping.text };
}

/** The step that a number belongs to: the highest one it has reached. */
export function stepOf(value: number, thresholds: Thresholds | undefined): ThresholdStep | undefined {
  let found: ThresholdStep | undefined;
  for (const step of thresholds?.steps ?? []) {
    const from = step.value ?? -Infinity;
    if (value >= from && from >= (found?.value ?? -Infinity)) found = step;
  }
  return found;
}

function fits(mapping: ValueMapping, cell: Cell): boolean {
  const isMissing = cell === null || Number.isNaN(cell);
  if (mapping.kind === 'missing' || isMissing) return mapping.kind === 'missing' && isMissing;
  if (mapping.kind === 'range') return typeof cell === 'number' && isWithin(cell, mapping.from, mapping.to);
  if (typeof cell === 'number') return mapping.value !== '' && Number(mapping.value) === cell;
  return mapping.value === String(cell);
}

const isWithin = (value: number, from = -Infinity, to = Infinity) => value >= from && value <= to;
