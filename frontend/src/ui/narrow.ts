import { DestroyRef, inject, signal, type Signal } from '@angular/core';

/** Below this the grid of a dashboard is one column. The same width stands in the style sheets of the grids. */
const NARROW = '(max-width: 719px)';

/** Whether the window is a phone's. Called in an injection context. */
export const injectNarrow = (): Signal<boolean> => injectMedia(NARROW);

/** Whether the window is as a media query says. Called in an injection context. */
export function injectMedia(media: string): Signal<boolean> {
  const query = matchMedia(media);
  const matches = signal(query.matches);
  const follow = (event: Pick<MediaQueryListEvent, 'matches'>) => {
    matches.set(event.matches);
  };
  query.addEventListener('change', follow);
  inject(DestroyRef).onDestroy(() => {
    query.removeEventListener('change', follow);
  });
  return matches.asReadonly();
}
