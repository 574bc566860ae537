import { ChangeDetectionStrategy, Component, computed, ErrorHandler, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import ChartLine from 'lucide/dist/esm/icons/chart-line.mjs';
import Compass from 'lucide/dist/esm/icons/compass.mjs';
import LayoutDashboard from 'lucide/dist/esm/icons/layout-dashboard.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import Table from 'lucide/dist/esm/icons/table.mjs';
import { OlderNote } from '../dashboards/edit/draft/older-note';
import { SourcesStore } from '../dashboards/edit/panel/sources.store';
import { Panel, type PanelScene } from '../dashboards/panel/panel';
import { PanelsStore } from '../dashboards/panel/panels.store';
import { RefreshMenu } from '../dashboards/time/refresh-menu';
import { absolute } from '../dashboards/time/time-range';
import { TimeRangePicker } from '../dashboards/time/time-range-picker';
import { ViewAddress } from '../dashboards/view/view-address';
import { pinned } from '../dashboards/panel/widget-host';
import { ZoneChoiceField } from '../dashboards/time/zone-choice';
import { injectMessages } from '../messages/messages';
import { Dialogs } from '../ui/dialog';
import { EmptyState } from '../ui/empty-state';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import { injectLocale } from '../ui/locale';
import { Page } from '../ui/page';
import { Crosshair } from '../ui/picture/chart/crosshair';
import type { TimeSpan } from '../ui/picture/chart/zoom-drag';
import { Segments } from '../ui/segments';
import { Skeleton } from '../ui/skeleton';
import { FormVariables } from '../ui/schema-form/form-variables';
import { ThemeService } from '../ui/theme';
import { Toasts } from '../ui/toasts';
import { answerPanel } from './answer-panel';
import { ExploreAddress } from './explore-address';
import { offerExploreCommands } from './explore-commands';
import { ExploreStore } from './explore.store';
import { PastQuestions } from './past-questions';
import { QueryCard } from './query-card';
import { letterOf } from './question';
import { chosenVariables, offeredVariables } from './question-variables';

/** Questions that need no dashboard: queries side by side, and below them what they answer. */
@Component({
  selector: 'qd-explore-page',
  imports: [
    EmptyState,
    ErrorNote,
    Icon,
    OlderNote,
    Page,
    Panel,
    PastQuestions,
    QueryCard,
    RefreshMenu,
    Segments,
    Skeleton,
    TimeRangePicker,
    TranslocoPipe,
    ZoneChoiceField,
  ],
  providers: [
    Crosshair,
    ExploreAddress,
    ExploreStore,
    PanelsStore,
    ViewAddress,
    { provide: FormVariables, useFactory: offeredVariables },
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './explore-page.css',
  templateUrl: './explore-page.html',
})
export class ExplorePage {
  protected readonly store = inject(ExploreStore);
  private readonly sources = inject(SourcesStore);
  private readonly dialogs = inject(Dialogs);
  private readonly errors = inject(ErrorHandler);
  private readonly toasts = inject(Toasts);
  private readonly theme = inject(ThemeService).theme;
  private readonly messages = injectMessages();
  protected readonly locale = injectLocale();
  protected readonly icons = { Compass, LayoutDashboard, Plus };
  protected readonly letterOf = letterOf;
  protected readonly ways = computed(
    () =>
      [
        { value: 'chart', text: this.messages('explore.shown.chart'), icon: ChartLine },
        { value: 'table', text: this.messages('explore.shown.table'), icon: Table },
      ] as const,
  );

  protected readonly isAsked = computed(() => this.store.looked().length > 0);
  protected readonly variables = computed(() => chosenVariables(this.store.variables(), this.messages));
  private readonly panelTitle = computed(() => this.panel().title || this.messages('explore.answer'));
  protected readonly panel = computed(() => {
    const names = { metrics: this.sources.metrics() ?? [], connections: this.sources.connections() ?? [] };
    const frames = this.store.data().frames ?? [];
    return answerPanel(this.store.queries(), frames, this.store.shown(), this.store.plugins() ?? [], names);
  });
  protected readonly titled = computed(() => ({ ...this.panel(), title: this.panelTitle() }));
  protected readonly plugin = computed(() => pinned(this.store.plugins() ?? [], this.panel().widget));
  protected readonly scene = computed<PanelScene>(() => ({
    annotations: [],
    timezone: this.store.zone(),
    theme: this.theme(),
    locale: this.locale(),
    print: false,
    isRunning: this.store.isRunning(),
    refreshMs: (this.store.refreshSeconds() ?? 0) * 1000,
  }));

  constructor() {
    void this.store.open();
    offerExploreCommands({
      isAsked: () => this.isAsked(),
      shown: () => this.store.shown(),
      show: (shown) => {
        this.store.showAs(shown);
      },
      add: () => {
        this.add();
      },
      refresh: () => {
        this.store.refresh();
      },
    });
  }

  protected zoom(span: TimeSpan): void {
    void this.store.address.go(absolute(span));
  }

  protected add(): void {
    import('./add-dialog')
      .then(({ AddDialog }) => this.dialogs.open(AddDialog, { panel: this.panel(), range: this.store.choice() }))
      .catch((error: unknown) => {
        this.errors.handleError(error);
        this.toasts.say(this.messages('errors.unexpected'));
      });
  }
}
