import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import Lock from 'lucide/dist/esm/icons/lock.mjs';
import { SessionStore } from '../api/session.store';
import { EmptyState } from './empty-state';

/** In the place of a page that only owners open: says so, and whom to ask. */
@Component({
  selector: 'qd-forbidden',
  imports: [EmptyState, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <qd-empty-state
      [icon]="icons.Lock"
      [heading]="'forbidden.heading' | transloco"
      [text]="'forbidden.text' | transloco: { workspace: workspace() }"
    >
      <div class="qd-actions">
        <a class="qd-button" routerLink="/settings/people">{{ 'forbidden.people' | transloco }}</a>
        <a class="qd-button primary" routerLink="/dashboards">{{ 'notFound.home' | transloco }}</a>
      </div>
    </qd-empty-state>
  `,
})
export class Forbidden {
  private readonly session = inject(SessionStore);
  protected readonly icons = { Lock };
  protected readonly workspace = computed(() => this.session.workspace()?.name ?? '');
}
