import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { LibraryStore } from './library.store';

const PAUSE_MS = 200;
const MOST = 50;

/** The dashboards that the server finds for words that are typed: by their panels and metrics too. */
@Injectable()
export class FoundDashboards {
  private readonly store = inject(LibraryStore);
  private readonly known = signal<ReadonlySet<string>>(new Set());
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = new AbortController();

  readonly ids = this.known.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.stop();
    });
  }

  /** Called with each change of the words; asks once they stay the same for a moment. */
  lookFor(words: string): void {
    this.stop();
    this.known.set(new Set());
    const asked = words.trim();
    if (asked !== '') this.timer = setTimeout(() => void this.ask(asked), PAUSE_MS);
  }

  private async ask(words: string): Promise<void> {
    const { signal: ended } = (this.asking = new AbortController());
    try {
      const hits = await this.store.search(words, MOST, ended);
      if (ended.aborted) return;
      this.known.set(new Set(hits.flatMap(({ kind, id }) => (kind === 'dashboard' ? id : []))));
    } catch {
      // What is found in titles and descriptions is shown already.
    }
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.asking.abort();
  }
}
