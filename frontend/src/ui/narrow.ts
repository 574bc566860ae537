import { DestroyRef, inject, signal, type Signal } from '@angular/core';

/** Below this the grid of a dashboard is one column. The same width stands in the style sheets of the grids. */
const NARROW = '(max-width: 719px)';

/** Whether the window is a phone's. Called in an injection context. */
export function injectNarrow(): Signal<boolean> {
  const query = matchMedia(NARROW);
  const isNarrow = signal(query.matches);
  const follow = ({ matches }: Pick<MediaQueryListEvent, 'matches'>) => {
    isNarrow.set(matches);
  };
  query.addEventListener('change', follow);
  inject(DestroyRef).onDestroy(() => {
    query.removeEventListener('change', follow);
  });
  return isNarrow.asReadonly();
}
