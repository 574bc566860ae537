import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { IconNode } from 'lucide';
import { Icon } from './icon';

/** Says what would appear here and how to get it; the action is projected. */
@Component({
  selector: 'qd-empty-state',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      place-content: center;
      justify-items: center;
      gap: var(--space-4);
      padding: var(--space-32) var(--space-16);
      text-align: center;
    }
    qd-icon {
      margin-bottom: var(--space-4);
      color: var(--faint);
    }
    h3 {
      font-size: var(--text-14);
    }
    p {
      max-width: 52ch;
      color: var(--muted);
      font-size: var(--text-13);
      text-wrap: balance;
    }
    .actions:not(:empty) {
      margin-top: var(--space-12);
    }
  `,
  template: `
    @if (icon(); as node) {
      <qd-icon [of]="node" [size]="28" />
    }
    <h3>{{ heading() }}</h3>
    <p>{{ text() }}</p>
    <div class="actions"><ng-content /></div>
  `,
})
export class EmptyState {
  readonly heading = input.required<string>();
  readonly text = input('');
  readonly icon = input<IconNode>();
}
