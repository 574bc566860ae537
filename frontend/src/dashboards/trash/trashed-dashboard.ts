import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import Trash2 from 'lucide/dist/esm/icons/trash.mjs';
import { injectMessages } from '../../messages/messages';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNote } from '../../ui/error-note';
import { Page } from '../../ui/page';
import { TimeAgo } from '../../ui/time-ago';
import { TrashStore } from './trash.store';

/** Stands in the place of a dashboard that is in the trash; whoever may edit it restores it here. */
@Component({
  selector: 'qd-trashed-dashboard',
  imports: [EmptyState, ErrorNote, Page, RouterLink, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .when {
      margin-bottom: var(--space-8);
    }
    .qd-actions {
      justify-content: center;
    }
  `,
  template: `
    <qd-page [heading]="'trash.title' | transloco" [parent]="parent()">
      @if (refusal() !== undefined) {
        <qd-error-note [error]="refusal()" />
      }
      <qd-empty-state [icon]="icons.Trash2" [heading]="heading()" [text]="text()">
        @if (found(); as one) {
          <p class="qd-muted qd-small when">
            {{ 'trash.deleted' | transloco }} <qd-time-ago [at]="one.deletedAt" /> · {{ 'trash.until' | transloco }}
            <qd-time-ago [at]="one.goneAt" />
          </p>
        }
        <div class="qd-actions">
          @if (found()) {
            <button type="button" class="qd-button primary" (click)="restore()">
              {{ 'trash.restore' | transloco }}
            </button>
          }
          <a class="qd-button" routerLink="/dashboards">{{ 'trash.one.all' | transloco }}</a>
        </div>
      </qd-empty-state>
    </qd-page>
  `,
})
export class TrashedDashboard {
  readonly id = input.required<string>();
  readonly restored = output();

  private readonly store = inject(TrashStore);
  private readonly messages = injectMessages();
  protected readonly icons = { Trash2 };
  protected readonly parent = computed(() => ({ text: this.messages('dashboards.title'), link: '/dashboards' }));
  protected readonly refusal = signal<unknown>(undefined);
  /** Undefined for whoever may not restore it. */
  protected readonly found = computed(() => this.store.list()?.find(({ id }) => id === this.id()));
  protected readonly heading = computed(() => {
    const title = this.found()?.title;
    return title === undefined ? this.messages('trash.one.heading') : this.messages('trash.one.headingOf', { title });
  });
  protected readonly text = computed(() => this.messages(this.found() ? 'trash.one.text' : 'trash.one.ask'));

  constructor() {
    void this.store.load();
  }

  protected async restore(): Promise<void> {
    this.refusal.set(undefined);
    try {
      await this.store.restore(this.id());
      this.restored.emit();
    } catch (error) {
      this.refusal.set(error);
    }
  }
}
