import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ErrorHandler,
  inject,
  input,
  untracked,
} from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Share2 } from 'lucide';
import { ApiClient, ApiError } from '../api/api-client';
import { SessionStore } from '../api/session.store';
import { injectMessages } from '../messages/messages';
import { PdfButton } from '../reports/pdf-button';
import { Dialogs } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import { NotFound } from '../ui/not-found';
import { Page } from '../ui/page';
import { PageTitle } from '../ui/page-title';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { DashboardView } from './dashboard-view.store';
import { DashboardsStore } from './dashboards.store';
import { PanelGrid } from './panel-grid';
import { PanelsStore } from './panels.store';
import { signedInPanels } from './panels-source';
import { ViewAddress } from './view-address';
import { ViewControls } from './view-controls';
import { ViewNotes } from './view-notes';

/** A dashboard as a member of the workspace looks at it. */
@Component({
  selector: 'qd-dashboard-page',
  imports: [ErrorNote, Icon, NotFound, Page, PanelGrid, PdfButton, Skeleton, TranslocoPipe, ViewControls, ViewNotes],
  providers: [DashboardView, PanelsStore, ViewAddress],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './dashboard-page.css',
  template: `
    @if (isMissing()) {
      <qd-not-found />
    } @else {
      <qd-page [wide]="true" [heading]="view.dashboard()?.document?.title ?? ''" [parent]="parent">
        @if (view.dashboard(); as dashboard) {
          <div class="controls" pageControls>
            <qd-view-controls />
            <div class="deeds">
              <qd-pdf-button [dashboard]="dashboard" [choice]="view.choice()" [timezone]="view.zone()" />
              @if (session.canEdit()) {
                <button type="button" class="qd-button" (click)="share(dashboard.id, dashboard.document.title)">
                  <qd-icon [of]="icons.Share2" [size]="14" />
                  <span class="word">{{ 'dashboards.share' | transloco }}</span>
                </button>
              }
            </div>
          </div>
        }
        @if (view.dashboard(); as dashboard) {
          @if (dashboard.document.description; as description) {
            <p class="description">{{ description }}</p>
          }
          <qd-view-notes />
          <qd-panel-grid />
        } @else if (view.failure() !== undefined) {
          <qd-error-note retryable [error]="view.failure()" (retried)="view.reopen()" />
        } @else {
          <div class="opening" aria-busy="true">
            <span class="qd-spoken" role="status">{{ 'ui.loading' | transloco }}</span>
            <qd-skeleton height="120px" />
            <qd-skeleton height="312px" />
          </div>
        }
      </qd-page>
    }
  `,
})
export class DashboardPage {
  /** From the address. */
  readonly id = input.required<string>();

  private readonly api = inject(ApiClient);
  private readonly store = inject(DashboardsStore);
  private readonly dialogs = inject(Dialogs);
  private readonly errors = inject(ErrorHandler);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly session = inject(SessionStore);
  protected readonly view = inject(DashboardView);
  protected readonly icons = { Share2 };
  protected readonly parent = { text: this.messages('dashboards.title'), link: '/dashboards' };
  /** A malformed id is refused as invalid; to people it is the same. */
  protected readonly isMissing = computed(() => {
    const failure = this.view.failure();
    return failure instanceof ApiError && [400, 404].includes(failure.status);
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const id = this.id();
      untracked(() => this.open(id));
    });
    effect(() => {
      title.set(this.view.dashboard()?.document.title ?? '');
    });
  }

  private open(id: string): void {
    void this.view.open({
      source: signedInPanels(this.api, id),
      load: () => this.store.get(id),
      closed: () => {
        this.toasts.say(this.messages('dashboards.gone'));
        void this.router.navigate(['/dashboards']);
      },
    });
  }

  protected share(dashboardId: string, title: string): void {
    import('../sharing/share-dialog')
      .then(({ ShareDialog }) => this.dialogs.open(ShareDialog, { dashboardId, title }))
      .catch((error: unknown) => {
        this.errors.handleError(error);
        this.toasts.say(this.messages('errors.unexpected'));
      });
  }
}
