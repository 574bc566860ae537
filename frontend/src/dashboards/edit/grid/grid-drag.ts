import { DestroyRef, inject, signal, type Signal } from '@angular/core';
import type { Placement } from '@quarterdeck/sdk/api/dashboards';
import { EdgeScroll } from './edge-scroll';
import { COLUMNS, within } from './layout';

/** What of a panel the pointer holds: the whole, or its lower right corner. */
export type GrabbedPart = 'place' | 'size';

/** Where a panel is wanted, in columns and lines of the grid; and what the pointer is on. */
export interface Wish {
  readonly id: string;
  readonly part: GrabbedPart;
  readonly place: Placement;
  /** The line of the grid under the pointer. */
  readonly line: number;
  /** The tab under the pointer. */
  readonly tab: string | null;
}

export interface GridDrag {
  /** Which panel is held. */
  readonly active: Signal<string | null>;
  /** null while nothing is held or nothing changed. */
  readonly wish: Signal<Wish | null>;
  /** Called when a pointer goes down on a panel's handle. */
  begin(event: PointerEvent, id: string, part: GrabbedPart): void;
}

interface Dragging {
  grid(): HTMLElement;
  placeOf(id: string): Placement | undefined;
  /** It was let go where {@link GridDrag.wish} says. Escape, or a pointer that was taken away, drops nothing. */
  dropped(): void;
}

const GAP = 8;
const LINE = 32 + GAP;

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
  private readonly wanted = signal<Wish | null>(null, { equal: sameWish });
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
    const grid = this.dragging.grid();
    const column = (grid.clientWidth + GAP) / COLUMNS;
    this.listen({ x: event.clientX, y: event.clientY }, ({ x, y }) => {
      const by = { x: Math.round((x - from.x) / column), y: Math.round((y + scrollY - from.y) / LINE) };
      const tab = part === 'place' ? tabUnder({ x, y }) : null;
      if (by.x === 0 && by.y === 0 && !tab && !this.wanted()) return;
      const line = Math.floor((y - grid.getBoundingClientRect().top) / LINE);
      this.wanted.set({ id, part, place: within(changed(place, by, part)), line, tab });
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
    const edges = new EdgeScroll(() => pointer.y, ended);
    const on = <E extends keyof DocumentEventMap>(event: E, handle: (event: DocumentEventMap[E]) => void) => {
      document.addEventListener(event, handle, { signal: ended });
    };
    const end = () => {
      this.end();
    };
    on('pointermove', ({ clientX, clientY }) => {
      pointer = { x: clientX, y: clientY };
      edges.look();
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

/** The bar of tabs may lie above the panel that is held; the panel itself does not lie above the tabs. */
function tabUnder({ x, y }: Point): string | null {
  const tab = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-tab]');
  return tab?.dataset.tab ?? null;
}

const sameWish = (one: Wish | null, other: Wish | null) => JSON.stringify(one) === JSON.stringify(other);
