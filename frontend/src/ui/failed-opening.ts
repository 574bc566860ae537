import { inject, Injectable, signal } from '@angular/core';
import { NavigationEnd, Router, type NavigationError } from '@angular/router';

/** A page that could not be opened: the server did not answer, or the page's code did not arrive. Shown by the app itself. */
@Injectable({ providedIn: 'root' })
export class FailedOpening {
  private readonly router = inject(Router);
  private readonly failure = signal<NavigationError | null>(null);
  readonly error = this.failure.asReadonly();

  constructor() {
    this.router.events.subscribe((event) => {
      if (event instanceof NavigationEnd) this.failure.set(null);
    });
  }

  /** Called by the router. */
  remember(error: NavigationError): void {
    this.failure.set(error);
  }

  /** Called by "Try again". A missing chunk means that the server was upgraded, so the whole page is asked for again. */
  retry(): void {
    const failed = this.failure();
    if (failed) globalThis.location.assign(failed.url);
  }
}
