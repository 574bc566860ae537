import type { z } from 'zod';
import type { Frame } from './frame.js';
import type { Picture } from './picture.js';

/** The host's colours, as CSS colours. A widget that uses only these looks right in every theme and on paper. */
export interface Theme {
  readonly dark: boolean;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
  readonly good: string;
  readonly warn: string;
  readonly bad: string;
  /** Series colours in their order; the ninth series and later are `muted`. */
  readonly series: readonly string[];
}

export interface AnnotationMark {
  readonly from: number;
  readonly to: number | null;
  readonly text: string;
}

/** Everything `draw` may know. The same input gives the same picture: no clock, no randomness. */
export interface WidgetInput<Options = unknown> {
  readonly options: Options;
  readonly frames: readonly Frame[];
  readonly annotations: readonly AnnotationMark[];
  readonly range: { readonly from: number; readonly to: number; readonly timezone: string };
  readonly theme: Theme;
  /** CSS pixels of the place the picture will stand in. */
  readonly size: { readonly width: number; readonly height: number };
  readonly locale: string;
  /** True on paper: nothing can be pointed at, so what matters must be written. */
  readonly print: boolean;
}

export interface WidgetDefinition<OptionsSchema extends z.ZodObject> {
  /** The options form is drawn from it; its defaults make a new panel. The host validates, so `draw` gets whole options. */
  readonly options: OptionsSchema;
  readonly accepts: { readonly shapes: readonly ('timeseries' | 'table' | 'scalar')[]; readonly minFrames?: number };
  /** Columns of 24 and rows of a new panel. */
  readonly size: { readonly w: number; readonly h: number };
  /**
   * Called by the host whenever frames, options, size or theme change. Pure; throws only for a bug. Where a reader compares
   * with an earlier time, the host calls it once more with the frames and the range of that time, and lays the second
   * picture upon the first: the series of a chart over time dashed, by their names, moved onto the present range; the value
   * of a stat as the change since. A widget does nothing for it.
   */
  draw(input: WidgetInput<z.output<OptionsSchema>>): Picture;
}

export type Widget<O extends z.ZodObject = z.ZodObject> = WidgetDefinition<O> & { readonly kind: 'widget' };

/**
 * A way to look at frames. A widget package exports its options schema and its `draw` apart, so that the schema library
 * stays out of the bundle that browsers load; `quarterdeck plugin pack` sees to it.
 *
 * @example See `plugins/widget-stat`.
 */
export function defineWidget<O extends z.ZodObject>(definition: WidgetDefinition<O>): Widget<O> {
  return { kind: 'widget', ...definition };
}
