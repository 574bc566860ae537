import type { Signal } from '@angular/core';

/** A rectangle of the window, in pixels, that something opens beside. */
export interface Beside {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A moment (`to` is null) or a span that somebody pointed out on a plot. */
export interface PointedTime {
  readonly from: number;
  readonly to: number | null;
}

/** What a plot over time tells whoever keeps its notes; a panel provides it. Without one, notes are only pointed at. */
export abstract class PlotNotes {
  abstract readonly canWrite: Signal<boolean>;
  /** The note that is open: its tick need not say its text as well. */
  abstract readonly reading: Signal<string | null>;
  /** Called by a chart that is drawn over time: only there notes have a place. */
  abstract hasPlot(range: { readonly from: number; readonly to: number }): void;
  abstract read(note: string, beside: Beside): void;
  abstract write(time: PointedTime, beside: Beside): void;
}
