import { computed, DOCUMENT, inject, Injectable, signal } from '@angular/core';

/** Most losses heal before anybody notices. */
const PATIENCE_MS = 3000;

/** Whether the server can be reached. Told by the live connections and by the browser; pages say it, and catch up. */
@Injectable({ providedIn: 'root' })
export class Reach {
  private readonly window = inject(DOCUMENT).defaultView as Window;
  private readonly lost = new Set<object>();
  private readonly isOffline = signal(!this.window.navigator.onLine);
  private readonly isAway = signal(false);
  private readonly times = signal(0);
  private patience: ReturnType<typeof setTimeout> | undefined;

  /** `offline`: this device has no network. `away`: it has, but the server does not answer. */
  readonly state = computed(() => (this.isOffline() ? 'offline' : this.isAway() ? 'away' : 'reached'));
  /** Rises whenever the server can be reached again after it could not. */
  readonly returns = this.times.asReadonly();

  constructor() {
    this.window.addEventListener('offline', () => {
      this.isOffline.set(true);
    });
    this.window.addEventListener('online', () => {
      this.isOffline.set(false);
    });
  }

  /** Called by a live connection when it breaks. */
  lose(line: object): void {
    this.lost.add(line);
    this.patience ??= setTimeout(() => {
      this.isAway.set(true);
    }, PATIENCE_MS);
  }

  /** Called by a live connection when it stands. */
  find(line: object): void {
    if (this.lost.has(line) && this.forget(line)) this.times.update((times) => times + 1);
  }

  /** Called when a live connection is not wanted any more. True when no other one is broken. */
  forget(line: object): boolean {
    this.lost.delete(line);
    if (this.lost.size > 0) return false;
    clearTimeout(this.patience);
    this.patience = undefined;
    this.isAway.set(false);
    return true;
  }
}
