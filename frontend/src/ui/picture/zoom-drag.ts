import { Directive, ElementRef, inject, input, output, signal } from '@angular/core';
import { timeAt, type Rect } from './grid-rect';

export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

const LEAST_PIXELS = 6;

/** Dragging over a plot selects a span of time. With a mouse or a pen: a finger scrolls the page. Escape gives up. */
@Directive({
  selector: '[qdZoomDrag]',
  exportAs: 'qdZoomDrag',
  host: {
    '(pointerdown)': 'begin($event)',
    '(pointermove)': 'move($event)',
    '(pointerup)': 'end($event)',
    '(pointercancel)': 'selection.set(null)',
    '(document:keydown.escape)': 'selection.set(null)',
  },
})
export class ZoomDrag {
  /** The plot in pixels of the element; null switches dragging off. */
  readonly rect = input.required<Rect | null>({ alias: 'qdZoomDrag' });
  readonly range = input.required<TimeSpan>();
  readonly zoomed = output<TimeSpan>();

  readonly selection = signal<{ readonly start: number; readonly x: number } | null>(null);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** Edges of the selection in pixels, once it is wide enough to be meant. */
  edges(): { left: number; width: number } | null {
    const [selection, rect] = [this.selection(), this.rect()];
    if (!selection || !rect) return null;
    const inside = (x: number) => Math.min(rect.x + rect.width, Math.max(rect.x, x));
    const [one, other] = [inside(selection.start), inside(selection.x)];
    const width = Math.abs(one - other);
    return width < LEAST_PIXELS ? null : { left: Math.min(one, other), width };
  }

  protected begin(event: PointerEvent): void {
    const rect = this.rect();
    if (!rect || event.button !== 0 || event.pointerType === 'touch') return;
    const [x, y] = this.place(event);
    if (x < rect.x || x > rect.x + rect.width || y < rect.y || y > rect.y + rect.height) return;
    this.host.setPointerCapture(event.pointerId);
    this.selection.set({ start: x, x });
  }

  protected move(event: PointerEvent): void {
    const [x] = this.place(event);
    this.selection.update((selection) => selection && { ...selection, x });
  }

  protected end(event: PointerEvent): void {
    this.move(event);
    const [edges, rect] = [this.edges(), this.rect()];
    this.selection.set(null);
    if (!edges || !rect) return;
    const from = timeAt(edges.left, rect, this.range());
    const to = timeAt(edges.left + edges.width, rect, this.range());
    if (to - from >= 1000) this.zoomed.emit({ from, to });
  }

  private place(event: PointerEvent): [x: number, y: number] {
    const { left, top } = this.host.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }
}
