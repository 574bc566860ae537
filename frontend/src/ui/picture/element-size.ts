import { afterNextRender, DestroyRef, ElementRef, inject, signal, type Signal } from '@angular/core';
import type { Size } from './scene';

/** Where nothing can be measured: in tests, and in a panel that is not shown. */
const UNMEASURED: Size = { width: 600, height: 240 };

/**
 * The size of the host element in CSS pixels, as it changes; null before the first rendering, so that nothing is drawn
 * twice. Called in a component's constructor; the host must have neither border nor padding.
 */
export function injectSize(): Signal<Size | null> {
  const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  const size = signal<Size | null>(null, {
    equal: (one, other) => one?.width === other?.width && one?.height === other?.height,
  });
  const measure = ({ width, height }: Size) => {
    if (width > 0 && height > 0) size.set({ width: Math.round(width), height: Math.round(height) });
  };
  const observer = new ResizeObserver(([entry]) => {
    if (entry) measure(entry.contentRect);
  });
  afterNextRender(() => {
    measure(element.getBoundingClientRect());
    if (!size()) size.set(UNMEASURED);
    observer.observe(element);
  });
  inject(DestroyRef).onDestroy(() => {
    observer.disconnect();
  });
  return size.asReadonly();
}
