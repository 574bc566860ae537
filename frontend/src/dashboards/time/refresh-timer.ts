import { effect, type Signal } from '@angular/core';

/** Asks again every so many seconds; null rests. Called in an injection context. */
export function refreshEvery(seconds: Signal<number | null>, refresh: () => void): void {
  effect((onCleanup) => {
    const every = seconds();
    if (every === null) return;
    // Nobody looks at a page in the background; it catches up when it comes forward.
    const run = () => {
      if (!document.hidden) refresh();
    };
    const timer = setInterval(run, every * 1000);
    document.addEventListener('visibilitychange', run);
    onCleanup(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', run);
    });
  });
}
