import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ApiError } from '../../api/api-client';
import { injectMessages } from '../../messages/messages';
import { Confirm } from '../../ui/confirm';
import { ErrorNote } from '../../ui/error-note';
import { NotFound } from '../../ui/not-found';
import { Page } from '../../ui/page';
import { PageTitle } from '../../ui/page-title';
import { Skeleton } from '../../ui/skeleton';
import { Toasts } from '../../ui/toasts';
import { VariableBar } from '../../variables/variable-bar';
import { VariablesStore } from '../../variables/variables.store';
import { DashboardView } from '../view/dashboard-view.store';
import { DashboardsStore } from '../dashboards.store';
import { PanelGrid } from '../layout/panel-grid';
import { PanelsStore } from '../panel/panels.store';
import { ViewAddress } from '../view/view-address';
import { ViewControls } from '../view/view-controls';
import { ViewNotes } from '../view/view-notes';
import { History } from './history.store';
import { RevisionHead } from './revision-head';
import { RevisionList } from './revision-list';
import { RevisionsStore } from './revisions.store';

/** The versions of a dashboard, and any of them with today's numbers. */
@Component({
  selector: 'qd-history-page',
  imports: [
    ErrorNote,
    NotFound,
    Page,
    PanelGrid,
    RevisionHead,
    RevisionList,
    RouterLink,
    Skeleton,
    TranslocoPipe,
    VariableBar,
    ViewControls,
    ViewNotes,
  ],
  providers: [DashboardView, History, PanelsStore, VariablesStore, ViewAddress],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './history-page.css',
  templateUrl: './history-page.html',
})
export class HistoryPage {
  /** From the address. */
  readonly id = input.required<string>();
  readonly version = input<string>();

  private readonly store = inject(DashboardsStore);
  private readonly revisions = inject(RevisionsStore);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly view = inject(DashboardView);
  protected readonly history = inject(History);
  private readonly named = signal('');
  protected readonly refusal = signal<unknown>(undefined);
  /** The one in the address, else the newest; none where none may be opened. */
  protected readonly chosen = computed(() => {
    if (!this.history.readable()) return undefined;
    const named = Number(this.version());
    return Number.isInteger(named) && named > 0 ? named : this.history.newest();
  });
  protected readonly isMissing = computed(() => {
    const failure = this.history.failure();
    return !this.history.list() && failure instanceof ApiError && [400, 404, 422].includes(failure.status);
  });
  protected readonly title = computed(() => this.view.dashboard()?.document.title ?? this.named());
  protected readonly heading = computed(() => this.messages('revisions.open'));
  protected readonly parent = computed(() => ({ text: this.title(), link: `/dashboards/${this.id()}` }));

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      title.set(this.messages('revisions.heading', { title: this.title() }));
    });
    effect(() => {
      const id = this.id();
      untracked(() => void this.begin(id));
    });
    effect(() => {
      const [id, version] = [this.id(), this.chosen()];
      if (version !== undefined) untracked(() => this.show(id, version));
    });
  }

  private async begin(id: string): Promise<void> {
    await this.history.read(id);
    if (!this.history.isClosed()) return;
    // No version is opened, so nothing else tells what the dashboard is called.
    const found = await this.store.get(id).catch(() => undefined);
    this.named.set(found?.dashboard.document.title ?? '');
  }

  private show(id: string, version: number): void {
    void this.view.open({
      source: this.revisions.panels(id, version),
      load: async () => {
        // Asked again whenever somebody saved: the list has news then, the old version has none.
        const known = this.view.saved();
        if (known) void this.history.read(id);
        const [dashboard, { plugins }] = await Promise.all([known ?? this.contentOf(id, version), this.store.get(id)]);
        return { dashboard, plugins };
      },
      closed: () => void this.history.read(id),
    });
  }

  private async contentOf(id: string, version: number) {
    const { document, savedAt } = await this.history.show(id, version);
    return { id, version, updatedAt: savedAt, document };
  }

  protected async restore(version: number): Promise<void> {
    const question = {
      heading: this.messages('revisions.restore.heading', { version }),
      text: this.messages('revisions.restore.text'),
      action: this.messages('revisions.restore.action'),
    };
    if (!(await this.confirm.ask(question))) return;
    this.refusal.set(undefined);
    try {
      await this.history.restore(version);
      this.toasts.say(this.messages('revisions.restore.done', { version }));
    } catch (error) {
      if (error instanceof ApiError && error.status === 409)
        this.toasts.say(this.messages('revisions.restore.changed'));
      else this.refusal.set(error);
    }
    await this.history.read(this.id());
  }
}
