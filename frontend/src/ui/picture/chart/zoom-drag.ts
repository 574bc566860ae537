import { Directive, ElementRef, inject, input, output, signal } from '@angular/core';
import { timeAt, type Rect } from './grid-rect';
import type { Beside, PointedTime } from './plot-notes';
import { roundedTime } from './pointed-time';

export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

interface Edges {
  readonly left: number;
  readonly width: number;
}
interface Selection {
  readonly start: number;
  readonly x: number;
  readonly forNote: boolean;
}

const LEAST_PIXELS = 6;

/**
 * Dragging over a plot selects a span of time. Where notes can be written, a click may point out a moment for one, and dragging
 * with Alt or Shift held a span. With a mouse or a pen: a finger scrolls the page. Escape gives up.
 */
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
  readonly canNote = input(false);
  readonly zoomed = output<TimeSpan>();
  readonly noted = output<{ readonly time: PointedTime; readonly beside: Beside }>();
  /** A click, where nothing was dragged. */
  readonly pressed = output<PointerEvent>();

  readonly selection = signal<Selection | null>(null);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  /** Edges of the selection in pixels, once it is wide enough to be meant. */
  edges(): Edges | null {
    const [selection, rect] = [this.selection(), this.rect()];
    if (!selection || !rect) return null;
    const inside = (x: number) => Math.min(rect.x + rect.width, Math.max(rect.x, x));
    const [one, other] = [inside(selection.start), inside(selection.x)];
    const width = Math.abs(one - other);
    return width < LEAST_PIXELS ? null : { left: Math.min(one, other), width };
  }

  protected begin(event: PointerEvent): void {
    const rect = this.rect();
    if (!rect || !isMeant(event)) return;
    const [x, y] = this.place(event);
    if (x < rect.x || x > rect.x + rect.width || y < rect.y || y > rect.y + rect.height) return;
    this.host.setPointerCapture(event.pointerId);
    this.selection.set({ start: x, x, forNote: this.canNote() && (event.altKey || event.shiftKey) });
  }

  protected move(event: PointerEvent): void {
    const [x] = this.place(event);
    this.selection.update((selection) => selection && { ...selection, x });
  }

  protected end(event: PointerEvent): void {
    this.move(event);
    const [selection, edges, rect] = [this.selection(), this.edges(), this.rect()];
    this.selection.set(null);
    if (!selection || !rect) return;
    if (!edges) this.pressed.emit(event);
    else if (selection.forNote) this.note(edges, rect);
    else this.zoom(edges, rect);
  }

  private zoom({ left, width }: Edges, rect: Rect): void {
    const from = timeAt(left, rect, this.range());
    const to = timeAt(left + width, rect, this.range());
    if (to - from >= 1000) this.zoomed.emit({ from, to });
  }

  /** Called where a click, or a key, means the moment at this pixel. */
  noteAt(x: number): void {
    const rect = this.rect();
    if (rect && this.canNote()) this.emit({ from: this.roundedAt(x, rect), to: null }, { left: x, width: 0 }, rect);
  }

  private note(edges: Edges, rect: Rect): void {
    const [from, to] = [edges.left, edges.left + edges.width].map((x) => this.roundedAt(x, rect)) as [number, number];
    this.emit({ from, to }, edges, rect);
  }

  private emit(time: PointedTime, { left, width }: Edges, rect: Rect): void {
    const host = this.host.getBoundingClientRect();
    this.noted.emit({ time, beside: { x: host.left + left, y: host.top + rect.y, width, height: rect.height } });
  }

  private roundedAt(x: number, rect: Rect): number {
    const { from, to } = this.range();
    return roundedTime(timeAt(x, rect, { from, to }), (to - from) / rect.width);
  }

  private place(event: PointerEvent): [x: number, y: number] {
    const { left, top } = this.host.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }
}

/** A finger scrolls; and the tick of a note, which reaches into the plot, is pressed to read it. */
const isMeant = ({ button, pointerType, target }: PointerEvent): boolean =>
  button === 0 && pointerType !== 'touch' && !(target instanceof Element && target.closest('button'));
