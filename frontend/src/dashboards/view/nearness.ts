import { DestroyRef, ElementRef, inject, signal, type Signal } from '@angular/core';

/** How far outside of the window a panel begins to draw. */
const MARGIN = '600px';

/** True once the host has come near the window; it stays true, so that scrolling back shows at once what was drawn. */
export function injectNearness(): Signal<boolean> {
  const isNear = signal(typeof IntersectionObserver === 'undefined');
  if (isNear()) return isNear.asReadonly();
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      isNear.set(true);
      observer.disconnect();
    },
    { rootMargin: MARGIN },
  );
  observer.observe(inject<ElementRef<HTMLElement>>(ElementRef).nativeElement);
  inject(DestroyRef).onDestroy(() => {
    observer.disconnect();
  });
  return isNear.asReadonly();
}
