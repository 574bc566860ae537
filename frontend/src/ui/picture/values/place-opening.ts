import { inject, signal } from '@angular/core';
import { LinkFollower, type Pressed } from './link-follower';
import type { ValueLink } from './links';

/** What is offered at a place of a picture, and where in the window. */
export interface OpenPlace {
  readonly links: readonly ValueLink[];
  /** Writes a note there; null where nobody may, or where a note has no place. */
  readonly note: (() => void) | null;
  readonly x: number;
  readonly y: number;
}

/** What a press on a point, a bar, a slice or a cell does: a lone deed is done, several are offered. */
export class PlaceOpening {
  private readonly follower = inject(LinkFollower);
  private readonly current = signal<OpenPlace | null>(null);
  readonly opened = this.current.asReadonly();

  /** Called by pictures when a place was pressed. */
  open(place: OpenPlace, pressed?: Pressed): void {
    const [link, ...others] = place.links;
    if (!link) place.note?.();
    else if (others.length === 0 && !place.note) this.follower.go(link, pressed);
    else this.current.set(place);
  }

  close(): void {
    this.current.set(null);
  }
}
