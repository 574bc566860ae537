import { effect, inject, Injectable, signal, untracked } from '@angular/core';
import { NavigationEnd, Router, type NavigationError } from '@angular/router';
import { Reach } from '../api/reach';

/** A page that could not be opened: the server did not answer, or the page's code did not arrive. Shown by the app itself. */
@Injectable({ providedIn: 'root' })
export class FailedOpening {
  private readonly router = inject(Router);
  private readonly returns = inject(Reach).returns;
  private readonly failure = signal<NavigationError | null>(null);
  readonly error = this.failure.asReadonly();

  constructor() {
    this.router.events.subscribe((event) => {
      if (event instanceof NavigationEnd) this.failure.set(null);
    });
    effect(() => {
      if (this.returns() > 0) untracked(() => this.retry());
    });
  }

  /** Called by the router. */
  remember(error: NavigationError): void {
    this.failure.set(error);
  }

  /** Called by "Try again", and when the server has come back. A missing chunk means that the server was upgraded, so the whole page is asked for again. */
  retry(): void {
    const failed = this.failure();
    if (failed) globalThis.location.assign(failed.url);
  }
}
