import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** What was asked for could not be loaded: said where short news stand, for the place that it was to have is not there. */
@Component({
  selector: 'qd-unloaded',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'alert' },
  styles: `
    :host {
      position: fixed;
      z-index: 900;
      bottom: calc(var(--space-24) + env(safe-area-inset-bottom));
      left: 50%;
      width: min(420px, calc(100vw - 24px));
      padding: var(--space-8) var(--space-16);
      border-radius: var(--radius);
      background: var(--ink);
      color: var(--page);
      font-size: var(--text-13);
      white-space: normal;
      translate: -50% 0;
    }
  `,
  template: `{{ 'ui.unloaded' | transloco }}`,
})
export class Unloaded {}
