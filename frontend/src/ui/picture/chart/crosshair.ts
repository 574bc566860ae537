import { Injectable, signal } from '@angular/core';

/** The time that somebody points at on one of several charts. Provided by what shows them together. */
@Injectable()
export class Crosshair {
  private readonly pointed = signal<{ readonly time: number; readonly by: object } | null>(null);

  /** Called by a chart over time when a pointer moves over it; null when the pointer leaves it. */
  point(by: object, time: number | null): void {
    if (time !== null) this.pointed.set({ time, by });
    else if (this.pointed()?.by === by) this.pointed.set(null);
  }

  /** The time that another chart points at: the one that is pointed at draws its own line. */
  timeFor(by: object): number | null {
    const pointed = this.pointed();
    return pointed && pointed.by !== by ? pointed.time : null;
  }
}
