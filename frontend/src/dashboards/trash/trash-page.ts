import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { TrashedDashboard } from '@quarterdeck/sdk/api/trash';
import Trash2 from 'lucide/dist/esm/icons/trash.mjs';
import { SessionStore } from '../../api/session.store';
import { injectMessages } from '../../messages/messages';
import { Confirm } from '../../ui/confirm';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNote } from '../../ui/error-note';
import { Page } from '../../ui/page';
import { Skeleton } from '../../ui/skeleton';
import { TimeAgo } from '../../ui/time-ago';
import { Toasts } from '../../ui/toasts';
import { TrashStore } from './trash.store';

/** Deleted dashboards: whoever may edit them restores, owners delete for good. */
@Component({
  selector: 'qd-trash-page',
  imports: [EmptyState, ErrorNote, Page, Skeleton, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .intro {
      margin-bottom: var(--space-16);
    }
    ul {
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-8) var(--space-16);
      padding: var(--space-12) var(--space-16);
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    .what {
      flex: 1 1 240px;
      min-width: 0;
    }
    h2 {
      font-size: var(--text-14);
      overflow-wrap: anywhere;
    }
    qd-error-note {
      margin-bottom: var(--space-12);
    }
  `,
  template: `
    <qd-page [heading]="'trash.title' | transloco" [parent]="parent()">
      @if (refusal() !== undefined) {
        <qd-error-note [error]="refusal()" />
      }
      @if (store.failure() !== undefined) {
        <qd-error-note retryable [error]="store.failure()" (retried)="store.load()" />
      }
      @if (store.list(); as list) {
        @if (list.length > 0) {
          <p class="qd-muted qd-small intro">{{ 'trash.intro' | transloco }}</p>
          <ul class="qd-card">
            @for (one of list; track one.id) {
              <li>
                <div class="what">
                  <h2>{{ one.title }}</h2>
                  <p class="qd-muted qd-small">
                    @if (one.deletedBy; as person) {
                      {{ 'trash.by' | transloco: { name: person.name } }}
                    } @else {
                      {{ 'trash.deleted' | transloco }}
                    }
                    <qd-time-ago [at]="one.deletedAt" /> · {{ 'trash.until' | transloco }}
                    <qd-time-ago [at]="one.goneAt" />
                  </p>
                </div>
                <div class="qd-actions">
                  <button
                    type="button"
                    class="qd-button small"
                    [attr.aria-label]="'trash.restoreOne' | transloco: { title: one.title }"
                    (click)="restore(one)"
                  >
                    {{ 'trash.restore' | transloco }}
                  </button>
                  @if (session.isOwner()) {
                    <button
                      type="button"
                      class="qd-button danger small"
                      [attr.aria-label]="'trash.removeOne' | transloco: { title: one.title }"
                      (click)="remove(one)"
                    >
                      {{ 'trash.remove' | transloco }}
                    </button>
                  }
                </div>
              </li>
            }
          </ul>
        } @else {
          <qd-empty-state
            [icon]="icons.Trash2"
            [heading]="'trash.empty.heading' | transloco"
            [text]="'trash.empty.text' | transloco"
          />
        }
      } @else if (store.failure() === undefined) {
        <qd-skeleton height="72px" aria-busy="true" />
      }
    </qd-page>
  `,
})
export class TrashPage {
  protected readonly store = inject(TrashStore);
  protected readonly session = inject(SessionStore);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly icons = { Trash2 };
  protected readonly parent = computed(() => ({ text: this.messages('dashboards.title'), link: '/dashboards' }));
  /** Why the last deed did not happen. */
  protected readonly refusal = signal<unknown>(undefined);

  constructor() {
    void this.store.load();
  }

  protected restore({ id, title }: TrashedDashboard): Promise<void> {
    return this.attempt(() => this.store.restore(id), this.messages('trash.restored', { title }));
  }

  protected async remove({ id, title }: TrashedDashboard): Promise<void> {
    const question = {
      heading: this.messages('trash.removeHeading', { title }),
      text: this.messages('trash.removeText'),
      action: this.messages('trash.remove'),
    };
    if (!(await this.confirm.ask(question))) return;
    await this.attempt(() => this.store.remove(id), this.messages('trash.removed', { title }));
  }

  private async attempt(deed: () => Promise<void>, told: string): Promise<void> {
    this.refusal.set(undefined);
    try {
      await deed();
      this.toasts.say(told);
    } catch (error) {
      this.refusal.set(error);
    }
  }
}
