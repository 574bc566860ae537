import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DashboardSummary } from '@quarterdeck/sdk/api/dashboards';
import { Ellipsis, LayoutDashboard, Plus, Trash2 } from 'lucide';
import { SessionStore } from '../api/session.store';
import { injectMessages } from '../messages/messages';
import { Confirm } from '../ui/confirm';
import { Dialogs } from '../ui/dialog';
import { EmptyState } from '../ui/empty-state';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';
import { DashboardsStore } from './dashboards.store';
import { FirstSteps } from './edit/first-steps';
import { NewDashboardDialog } from './edit/new-dashboard-dialog';

/** The dashboards of the workspace; editors make and delete them here. */
@Component({
  selector: 'qd-dashboards-page',
  imports: [
    CdkMenu,
    CdkMenuItem,
    CdkMenuTrigger,
    EmptyState,
    ErrorNote,
    FirstSteps,
    Icon,
    Page,
    RouterLink,
    Skeleton,
    TimeAgo,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr));
      gap: var(--space-12);
      padding: 0;
      list-style: none;
    }
    li {
      position: relative;
    }
    .more {
      position: absolute;
      top: var(--space-8);
      right: var(--space-8);
    }
    .editable h2 {
      padding-right: var(--space-32);
    }
    qd-error-note {
      margin-bottom: var(--space-12);
    }
    a {
      display: flex;
      flex-direction: column;
      gap: var(--space-4);
      height: 100%;
      min-height: 116px;
      padding: var(--space-16);
      color: var(--ink);
      text-decoration: none;
      transition: box-shadow var(--motion);
    }
    a:hover {
      box-shadow: 0 0 0 1px var(--accent);
    }
    h2 {
      font-size: var(--text-16);
    }
    .description {
      display: -webkit-box;
      overflow: hidden;
      color: var(--muted);
      font-size: var(--text-13);
      line-height: 18px;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 3;
    }
    .facts {
      margin-top: auto;
      padding-top: var(--space-8);
      color: var(--muted);
      font-size: var(--text-12);
    }
  `,
  template: `
    <qd-page [wide]="true" [heading]="'dashboards.title' | transloco">
      @if (session.canEdit()) {
        <button pageControls type="button" class="qd-button primary" (click)="create()">
          <qd-icon [of]="icons.Plus" [size]="14" />
          {{ 'compose.new.open' | transloco }}
        </button>
      }
      @if (removal() !== undefined) {
        <qd-error-note [error]="removal()" />
      }
      @if (store.failure() !== undefined) {
        <qd-error-note retryable [error]="store.failure()" (retried)="store.load()" />
      }
      @if (store.list(); as list) {
        <ul>
          @for (dashboard of list; track dashboard.id) {
            <li [class.editable]="session.canEdit()">
              <a class="qd-card" [routerLink]="['/dashboards', dashboard.id]">
                <h2>{{ dashboard.title }}</h2>
                <p class="description">{{ dashboard.description }}</p>
                <p class="facts">
                  {{
                    (dashboard.panelCount === 1 ? 'dashboards.onePanel' : 'dashboards.panels')
                      | transloco: { count: dashboard.panelCount }
                  }}
                  · {{ 'dashboards.updated' | transloco }} <qd-time-ago [at]="dashboard.updatedAt" />
                </p>
              </a>
              @if (session.canEdit()) {
                <button
                  type="button"
                  class="qd-button quiet icon small more"
                  [cdkMenuTriggerFor]="menu"
                  [attr.aria-label]="'compose.list.actions' | transloco: { title: dashboard.title }"
                >
                  <qd-icon [of]="icons.Ellipsis" />
                </button>
                <ng-template #menu>
                  <div class="qd-menu" cdkMenu>
                    <button
                      type="button"
                      class="qd-menu-item danger"
                      cdkMenuItem
                      (cdkMenuItemTriggered)="remove(dashboard)"
                    >
                      <qd-icon [of]="icons.Trash2" />
                      {{ 'compose.list.delete' | transloco }}
                    </button>
                  </div>
                </ng-template>
              }
            </li>
          }
        </ul>
        @if (list.length === 0 && session.canEdit()) {
          <qd-first-steps (created)="create()" />
        } @else if (list.length === 0) {
          <qd-empty-state
            [icon]="icons.LayoutDashboard"
            [heading]="'dashboards.empty.heading' | transloco"
            [text]="'dashboards.empty.text' | transloco"
          />
        }
      } @else if (store.failure() === undefined) {
        <ul aria-busy="true">
          @for (_ of [1, 2, 3]; track $index) {
            <li><qd-skeleton height="116px" /></li>
          }
        </ul>
      }
    </qd-page>
  `,
})
export class DashboardsPage {
  protected readonly store = inject(DashboardsStore);
  protected readonly session = inject(SessionStore);
  private readonly dialogs = inject(Dialogs);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly icons = { Ellipsis, LayoutDashboard, Plus, Trash2 };
  /** Why the last deletion did not happen. */
  protected readonly removal = signal<unknown>(undefined);

  constructor() {
    void this.store.load();
  }

  protected create(): void {
    void this.dialogs.open(NewDashboardDialog);
  }

  protected async remove({ id, title }: DashboardSummary): Promise<void> {
    const question = {
      heading: this.messages('compose.list.deleteHeading', { title }),
      text: this.messages('compose.list.deleteText'),
      action: this.messages('compose.list.delete'),
    };
    if (!(await this.confirm.ask(question))) return;
    this.removal.set(undefined);
    try {
      await this.store.remove(id);
      this.toasts.say(this.messages('compose.list.deleted', { title }));
    } catch (error) {
      this.removal.set(error);
    }
  }
}
