import type { Frame } from './frame.js';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export interface JsonObject {
  readonly [key: string]: Json;
}

/** How a number is written. `decimals` left out means as many as help: at most three significant digits at a glance. */
export interface Format {
  readonly unit?: string;
  readonly decimals?: number;
}

/** A column of an input frame (or, after those, of a derived one): `[frame, field]`. */
export type ColumnRef = readonly [frame: number, field: number];

/**
 * An ECharts option without functions. Where data go stands `{ $columns: [[frame, field], …] }` and the host puts the
 * points in, so that points never travel with the picture. Formats are named here and applied by the host: `yAxis[i]` for
 * the i-th value axis, `series[i]` for the i-th series. A chart whose first x axis is of type `time` shows annotations and
 * can be zoomed by dragging.
 */
export interface ChartPicture {
  readonly kind: 'chart';
  readonly option: JsonObject;
  readonly formats?: { readonly yAxis?: readonly Format[]; readonly series?: readonly Format[] };
  /** How the series are named: beside their line's end where there is room, in a table under the chart, or not at all. */
  readonly legend?: 'auto' | 'table' | 'none';
}
/** One number that can be read across a room. `reason` says why there is none when `value` is null. */
export interface StatPicture {
  readonly kind: 'stat';
  readonly value: number | null;
  readonly format?: Format;
  readonly label?: string;
  readonly reason?: string;
  /** Change against an earlier value, as a fraction: 0.12 is 12 % up. */
  readonly delta?: { readonly value: number; readonly good: boolean | null; readonly text: string };
  /** Which way is good; left out where neither is. The host judges by it where a reader compares with an earlier time. */
  readonly direction?: 'higher_is_better' | 'lower_is_better';
  readonly sparkline?: { readonly time: ColumnRef; readonly value: ColumnRef };
  /** The column whose value it is: thresholds, mappings and links of that column are applied to it. */
  readonly column?: ColumnRef;
}
/** One number between two others. Where `column` is named, the thresholds of that column colour the scale. */
export interface GaugePicture {
  readonly kind: 'gauge';
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  readonly format?: Format;
  readonly label?: string;
  readonly reason?: string;
  readonly column?: ColumnRef;
}
/**
 * A field of cells, the darker the higher. The three columns have one row a cell: its place across and down (texts, in the
 * order in which they first appear) and its value. Cells without a value stay empty.
 */
export interface HeatmapPicture {
  readonly kind: 'heatmap';
  readonly x: ColumnRef;
  readonly y: ColumnRef;
  readonly value: ColumnRef;
  readonly format?: Format;
  /** What runs across and down, for those who hear the page. */
  readonly titles?: { readonly x: string; readonly y: string };
}
/** Rows of one frame. `columns` left out shows all, with their own names and units. */
export interface TablePicture {
  readonly kind: 'table';
  readonly frame: number;
  readonly columns?: readonly { readonly field: number; readonly title?: string; readonly format?: Format }[];
}
/** Markdown; the host sanitizes it. */
export interface TextPicture {
  readonly kind: 'text';
  readonly markdown: string;
}
export interface StackPicture {
  readonly kind: 'stack';
  readonly direction: 'row' | 'column';
  readonly of: readonly Picture[];
}
/** What a widget draws: data, not DOM. The host shows it on screen, on paper and, later, in every other output. */
export type Picture = (
  ChartPicture | StatPicture | GaugePicture | HeatmapPicture | TablePicture | TextPicture | StackPicture
) & {
  /** What one must know to read it right, such as "12 of 40 are shown": one sentence under the picture. */
  readonly note?: string;
  /** What is no input column, such as histogram bins. Numbered after the input frames. At most 5,000 cells in all. */
  readonly derived?: readonly Frame[];
};
