import { cellAt, type Field, type Frame, type HeatmapPicture, type Theme } from '@quarterdeck/sdk';
import { fieldAt } from '../values/columns';
import type { Size } from '../scene';
import { textWidth } from '../values/text-width';

export interface HeatmapCell {
  readonly column: number;
  readonly row: number;
  readonly value: number;
  /** Its row in the frame. */
  readonly at: number;
  /** Which of the steps of the colour scale it wears. */
  readonly step: number;
}
export interface HeatmapData {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly cells: readonly HeatmapCell[];
  /** The values at which the steps of the scale begin and end: one more than there are steps. */
  readonly bounds: readonly number[];
  readonly field: Field | undefined;
}

export const STEPS = 6;

/** The cells of a heatmap in a grid, and the scale they wear. Where a place has two values, the later one counts. */
export function heatmapData({ x, y, value }: HeatmapPicture, frames: readonly Frame[]): HeatmapData {
  const [across, down, field] = [x, y, value].map((ref) => fieldAt(frames, ref));
  const [columns, rows] = [new Map<string, number>(), new Map<string, number>()];
  const values = new Map<string, Omit<HeatmapCell, 'step'>>();
  for (let at = 0; at < (field?.values.length ?? 0); at++) {
    const column = placeOf(columns, textAt(across, at));
    const row = placeOf(rows, textAt(down, at));
    const number = field?.type === 'number' ? field.values[at] : undefined;
    if (number !== undefined && Number.isFinite(number))
      values.set(`${String(column)} ${String(row)}`, { column, row, value: number, at });
  }
  const all = [...values.values()];
  const bounds = boundsOf(
    all.map((cell) => cell.value),
    field,
  );
  return {
    columns: [...columns.keys()],
    rows: [...rows.keys()],
    cells: all.map((cell) => ({ ...cell, step: stepOf(cell.value, bounds) })),
    bounds,
    field,
  };
}

const textAt = (field: Field | undefined, row: number) => (field ? String(cellAt(field, row) ?? '–') : '');

function placeOf(known: Map<string, number>, text: string): number {
  const place = known.get(text) ?? known.size;
  known.set(text, place);
  return place;
}

/** Even steps between the lowest and the highest value, or between the ends that the panel set. */
function boundsOf(values: readonly number[], field: Field | undefined): number[] {
  if (values.length === 0) return [];
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const [min, max] = [field?.display?.min ?? low, field?.display?.max ?? high];
  if (!(max > min)) return [min, max];
  return Array.from({ length: STEPS + 1 }, (_, at) => min + ((max - min) * at) / STEPS);
}

function stepOf(value: number, bounds: readonly number[]): number {
  const [low = 0, high = 0] = [bounds[0], bounds.at(-1)];
  if (bounds.length <= 2) return STEPS - 1;
  return Math.min(STEPS - 1, Math.max(0, Math.floor(((value - low) / (high - low)) * STEPS)));
}

/** From nearly the ground to the accent: more is stronger, in either theme and on paper. */
export function rampOf({ surface, accent }: Theme): string[] {
  return Array.from({ length: STEPS }, (_, at) => mixed(surface, accent, 0.1 + (0.9 * at) / (STEPS - 1)));
}

function mixed(one: string, other: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [one, other].map((colour) => parseInt(colour.slice(at, at + 2), 16)) as [number, number];
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}

/** Letters on a cell: those of the ground stand out from its strongest half, ink from the rest. */
export const inkOn = (step: number, { surface, ink }: Theme): string => (step >= STEPS - 3 ? surface : ink);

export interface HeatmapPlan {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly cell: Size;
  /** Every how many columns and rows there is room for a label. */
  readonly every: { readonly column: number; readonly row: number };
}

const FONT = 12;
const LINE = 16;
const FOOT = 20;

/** Where the cells stand in a place of a size, and which labels have room. */
export function heatmapPlan({ columns, rows }: HeatmapData, { width, height }: Size): HeatmapPlan {
  const wide = Math.max(0, ...rows.map((row) => textWidth(row, FONT)));
  const left = Math.ceil(Math.min(wide + 8, width * 0.34));
  const cell = {
    width: Math.max(1, (width - left) / Math.max(1, columns.length)),
    height: Math.max(1, (height - FOOT) / Math.max(1, rows.length)),
  };
  const label = Math.max(0, ...columns.map((column) => textWidth(column, FONT))) + 10;
  return {
    left,
    top: 0,
    width: width - left,
    height: height - FOOT,
    cell,
    every: { column: Math.max(1, Math.ceil(label / cell.width)), row: Math.max(1, Math.ceil(LINE / cell.height)) },
  };
}

const WAYS: Readonly<Record<string, readonly [column: number, row: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** The next cell with a value in the direction of an arrow key; the first press points at the first cell. */
export function cellAfter(from: HeatmapCell | null, key: string, cells: readonly HeatmapCell[]): HeatmapCell | null {
  const way = WAYS[key];
  if (!way) return null;
  if (!from) return cells[0] ?? null;
  const [across, down] = way;
  const ahead = cells.flatMap((cell) => {
    const [x, y] = [(cell.column - from.column) * across, (cell.row - from.row) * down];
    const isInLine = across === 0 ? cell.column === from.column : cell.row === from.row;
    return isInLine && x + y > 0 ? [{ cell, away: x + y }] : [];
  });
  return ahead.reduce((best, one) => (one.away < best.away ? one : best), { cell: from, away: Infinity }).cell;
}
