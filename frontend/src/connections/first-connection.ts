import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import Cable from 'lucide/dist/esm/icons/cable.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { SessionStore } from '../api/session.store';
import { EmptyState } from '../ui/empty-state';
import { Icon } from '../ui/icon';

/** No connection yet: what one is good for, what one needs, and what comes after. */
@Component({
  selector: 'qd-first-connection',
  imports: [EmptyState, Icon, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    ul {
      display: grid;
      gap: var(--space-8);
      max-width: 60ch;
      margin: 0 auto;
      padding: 0 var(--space-24) var(--space-24) var(--space-32);
      color: var(--muted);
      font-size: var(--text-13);
    }
  `,
  template: `
    <qd-empty-state
      [icon]="icons.Cable"
      [heading]="'connections.empty.heading' | transloco"
      [text]="'connections.empty.text' | transloco"
    >
      @if (session.isOwner()) {
        <a class="qd-button primary" routerLink="/connections/new">
          <qd-icon [of]="icons.Plus" />
          {{ 'connections.new.open' | transloco }}
        </a>
      } @else {
        <p class="qd-muted qd-small">{{ 'connections.empty.askOwner' | transloco }}</p>
      }
    </qd-empty-state>
    <ul>
      <li>{{ 'connections.empty.tried' | transloco }}</li>
      <li>{{ 'connections.empty.secret' | transloco }}</li>
      <li>{{ 'connections.empty.inside' | transloco }}</li>
      <li>
        {{ 'connections.empty.own' | transloco }}
        @if (session.canEdit()) {
          <a routerLink="/import">{{ 'connections.empty.import' | transloco }}</a>
        }
      </li>
    </ul>
  `,
})
export class FirstConnection {
  protected readonly session = inject(SessionStore);
  protected readonly icons = { Cable, Plus };
}
