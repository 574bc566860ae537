import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { VariableUses } from '@quarterdeck/sdk/api/variables';
import { ApiClient, ApiError } from '../../api/api-client';
import { Entrance } from '../../identity/entrance';
import { ErrorNote } from '../../ui/error-note';
import { LanguageChoice } from '../../ui/language-choice';
import { injectLocale } from '../../ui/locale';
import { Mark } from '../../ui/mark';
import { PageTitle } from '../../ui/page-title';
import { zonedText } from '../../ui/picture/values/moments';
import { ReachBar } from '../../ui/reach-bar';
import { Skeleton } from '../../ui/skeleton';
import { VariableBar } from '../../variables/variable-bar';
import { VariablesStore } from '../../variables/variables.store';
import { DashboardView } from './dashboard-view.store';
import { DashboardsStore } from '../dashboards.store';
import { PanelGrid } from '../layout/panel-grid';
import { PanelsStore } from '../panel/panels.store';
import { sharedPanels } from '../panel/panels-source';
import { TvView } from './tv-view';
import { ViewAddress } from './view-address';
import { ViewControls } from './view-controls';
import { ViewNotes } from './view-notes';

/** A dashboard as whoever has a link looks at it: live, and nothing can be changed. */
@Component({
  selector: 'qd-shared-page',
  imports: [
    Entrance,
    ErrorNote,
    LanguageChoice,
    Mark,
    PanelGrid,
    ReachBar,
    Skeleton,
    TranslocoPipe,
    TvView,
    VariableBar,
    ViewControls,
    ViewNotes,
  ],
  providers: [DashboardView, PanelsStore, VariablesStore, ViewAddress],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './shared-page.css',
  templateUrl: './shared-page.html',
})
export class SharedPage {
  private readonly api = inject(ApiClient);
  private readonly store = inject(DashboardsStore);
  private readonly locale = injectLocale();
  protected readonly view = inject(DashboardView);

  private readonly token = toSignal(inject(ActivatedRoute).fragment, { initialValue: null });
  private readonly expiresAt = signal<string | null>(null);
  private readonly closed = signal(false);
  private readonly uses = signal<VariableUses>({ panels: {}, variables: {} });

  protected readonly until = computed(() => {
    const expiresAt = this.expiresAt();
    if (!expiresAt) return '';
    const minute = Math.floor(Date.parse(expiresAt) / 60_000) * 60_000;
    return zonedText(minute, this.view.zone(), this.locale());
  });
  protected readonly hasEnded = computed(() => {
    const failures = [this.view.failure(), this.view.panels.failure()];
    const refused = failures.some((failure) => failure instanceof ApiError && [401, 403, 404].includes(failure.status));
    return refused || this.closed() || !this.token();
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const token = this.token();
      if (token) untracked(() => void this.open(token));
    });
    effect(() => {
      title.set(this.view.worded(this.view.dashboard()?.document.title ?? ''));
    });
  }

  private open(token: string): Promise<void> {
    this.closed.set(false);
    return this.view.open({
      source: sharedPanels(this.api, token),
      load: async () => {
        const { expiresAt, uses, ...shared } = await this.store.shared(token);
        this.uses.set(uses);
        this.expiresAt.set(expiresAt);
        return shared;
      },
      uses: () => this.uses(),
      closed: () => {
        this.closed.set(true);
      },
    });
  }
}
