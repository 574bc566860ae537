import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { ErrorNote } from './ui/error-note';
import { FailedOpening } from './ui/failed-opening';

@Component({
  selector: 'qd-root',
  imports: [ErrorNote, RouterOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .failed {
      position: fixed;
      z-index: 1000;
      top: var(--space-24);
      left: 50%;
      width: min(520px, calc(100vw - 24px));
      border-radius: var(--radius);
      background: var(--raised);
      box-shadow: var(--shadow);
      translate: -50% 0;
    }
  `,
  template: `
    <router-outlet />
    @if (failed.error(); as failure) {
      <div class="failed"><qd-error-note retryable [error]="failure.error" (retried)="failed.retry()" /></div>
    }
  `,
})
export class App {
  protected readonly failed = inject(FailedOpening);
}
