import { DestroyRef, inject, signal, type Signal } from '@angular/core';
import type { Placement } from '@quarterdeck/sdk/api/dashboards';
import { COLUMNS, within } from './layout';

/** What of a panel the pointer holds: the whole, or its lower right corner. */
export type GrabbedPart = 'place' | 'size';

export interface GridDrag {
  /** Which panel is held. */
  readonly active: Signal<string | null>;
  /** Where it is wanted, in columns and rows; null while nothing is held or nothing changed. */
  readonly wish: Signal<{ readonly id: string; readonly place: Placement } | null>;
  /** Called when a pointer goes down on a panel's handle. */
  begin(event: PointerEvent, id: string, part: GrabbedPart): void;
}

interface Dragging {
  readonly grid: HTMLElement;
  placeOf(id: string): Placement | undefined;
  /** It was let go where {@link GridDrag.wish} says. Escape, or a pointer that was taken away, drops nothing. */
  dropped(): void;
}

const GAP = 8;
const ROW = 32 + GAP;
/** So near to the edge of the window it scrolls. */
const EDGE = 56;
const SCROLL = 14;

/** Dragging by mouse, pen or finger. Called in the constructor of the grid. */
export function injectGridDrag(dragging: Dragging): GridDrag {
  const drag = new PointerDrag(dragging);
  inject(DestroyRef).onDestroy(() => {
    drag.end();
  });
  return drag;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

class PointerDrag implements GridDrag {
  private readonly held = signal<string | null>(null);
  private readonly wanted = signal<{ id: string; place: Placement } | null>(null);
  readonly active = this.held.asReadonly();
  readonly wish = this.wanted.asReadonly();
  private ending: AbortController | null = null;

  constructor(private readonly dragging: Dragging) {}

  begin(event: PointerEvent, id: string, part: GrabbedPart): void {
    const place = this.dragging.placeOf(id);
    if (event.button !== 0 || !place) return;
    this.end();
    this.held.set(id);
    const from = { x: event.clientX, y: event.clientY + scrollY };
    const column = (this.dragging.grid.clientWidth + GAP) / COLUMNS;
    this.listen({ x: event.clientX, y: event.clientY }, ({ x, y }) => {
      const by = { x: Math.round((x - from.x) / column), y: Math.round((y + scrollY - from.y) / ROW) };
      if (by.x !== 0 || by.y !== 0 || this.wanted()) this.wanted.set({ id, place: within(changed(place, by, part)) });
    });
  }

  end(): void {
    this.ending?.abort();
    this.ending = null;
    this.held.set(null);
    this.wanted.set(null);
  }

  /** `follow` runs with the pointer's place in the window, also when the page scrolls below it. */
  private listen(start: Point, follow: (pointer: Point) => void): void {
    const { signal: ended } = (this.ending = new AbortController());
    let pointer = start;
    const on = <E extends keyof DocumentEventMap>(event: E, handle: (event: DocumentEventMap[E]) => void) => {
      document.addEventListener(event, handle, { signal: ended });
    };
    const end = () => {
      this.end();
    };
    on('pointermove', ({ clientX, clientY }) => {
      pointer = { x: clientX, y: clientY };
      if (clientY < EDGE) scrollBy(0, -SCROLL);
      if (clientY > innerHeight - EDGE) scrollBy(0, SCROLL);
      follow(pointer);
    });
    on('scroll', () => {
      follow(pointer);
    });
    on('pointerup', () => {
      if (this.wanted()) this.dragging.dropped();
      this.end();
    });
    on('pointercancel', end);
    on('keydown', ({ key }) => {
      if (key === 'Escape') this.end();
    });
  }
}

const changed = (place: Placement, by: { x: number; y: number }, part: GrabbedPart): Placement =>
  part === 'place'
    ? { ...place, x: place.x + by.x, y: place.y + by.y }
    : { ...place, w: Math.min(COLUMNS - place.x, place.w + by.x), h: place.h + by.y };
