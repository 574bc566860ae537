import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { Dashboard } from '@quarterdeck/sdk/api/dashboards';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { isRelative, resolveRange } from '@quarterdeck/sdk/api/time-range';
import { Realtime, type Watch } from '../api/realtime';
import { Now } from '../ui/time-ago';
import { DashboardsStore } from './dashboards.store';
import type { PanelsSource } from './panels-source';
import { PanelsStore } from './panels.store';
import { absolute } from './time-range';
import { ViewAddress } from './view-address';

/** What a page that opens a view hands to it. */
export interface Opening {
  readonly source: PanelsSource;
  /** Only through a share link. */
  readonly token?: string;
  /** The document, asked again whenever somebody saved it. */
  load(): Promise<Dashboard>;
  /** The right to look has ended. */
  closed(): void;
}

const OWN_RANGE = { from: 'now-6h', to: 'now' };

/** A dashboard being looked at: its document, range, zone, refresh and live news. Provided by the page, dies with it. */
@Injectable()
export class DashboardView {
  private readonly store = inject(DashboardsStore);
  private readonly realtime = inject(Realtime);
  private readonly clock = inject(Now);
  readonly address = inject(ViewAddress);
  readonly panels = inject(PanelsStore);

  private readonly opening = signal<Opening | null>(null);
  private readonly document = signal<Dashboard | null>(null);
  private readonly problem = signal<unknown>(undefined);
  private readonly catalogue = signal<readonly Plugin[] | null>(null);
  private readonly interval = signal<number | null | undefined>(undefined);
  private watch: Watch | undefined;

  readonly dashboard = this.document.asReadonly();
  readonly failure = this.problem.asReadonly();
  /** null until they are known. */
  readonly plugins = this.catalogue.asReadonly();
  readonly browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  readonly ownZone = computed(() => {
    const zone = this.document()?.document.timezone ?? 'browser';
    return zone === 'browser' ? this.browserZone : zone;
  });
  readonly zone = computed(() => {
    const choice = this.address.zone();
    return choice === 'utc' ? 'UTC' : choice === 'browser' ? this.browserZone : this.ownZone();
  });
  readonly ownRange = computed(() => this.document()?.document.range ?? OWN_RANGE);
  readonly choice = computed(() => this.address.choice() ?? this.ownRange());
  /** True where new data belong to the range. */
  readonly isRunning = computed(
    () => isRelative(this.choice()) || resolveRange(this.choice(), 0).to > this.clock.value(),
  );
  readonly refreshSeconds = computed(() => {
    const chosen = this.interval();
    return chosen === undefined ? (this.document()?.document.refreshSeconds ?? null) : chosen;
  });

  constructor() {
    effect(() => {
      const [opening, dashboard] = [this.opening(), this.document()];
      const [choice, timezone] = [this.choice(), this.zone()];
      if (!opening || !dashboard) return;
      const { panels } = dashboard.document;
      if (panels.length === 0) return;
      untracked(
        () =>
          void this.panels.ask({
            source: opening.source,
            panels: panels.map(({ id }) => id),
            timezone,
            window: () => resolveRange(choice, Date.now()),
          }),
      );
    });
    effect((onCleanup) => {
      const seconds = this.refreshSeconds();
      if (seconds === null) return;
      // Nobody looks at a page in the background; it catches up when it comes forward.
      const refresh = () => {
        if (!document.hidden) this.refresh();
      };
      const timer = setInterval(refresh, seconds * 1000);
      document.addEventListener('visibilitychange', refresh);
      onCleanup(() => {
        clearInterval(timer);
        document.removeEventListener('visibilitychange', refresh);
      });
    });
    inject(DestroyRef).onDestroy(() => this.watch?.stop());
  }

  /** Called once by the page. */
  async open(opening: Opening): Promise<void> {
    this.opening.set(opening);
    this.watch?.stop();
    this.watch = undefined;
    this.document.set(null);
    await this.load(opening);
    if (this.opening() !== opening || !this.document()) return;
    this.watch = this.realtime.watch(opening.source.target, {
      stale: (panels) => {
        this.panels.again(panels);
      },
      changed: (version) => {
        if (version > (this.document()?.version ?? 0)) void this.load(opening);
      },
      closed: () => {
        opening.closed();
      },
    });
  }

  /** Called by "Try again" after the dashboard could not be opened. */
  async reopen(): Promise<void> {
    const opening = this.opening();
    if (opening) await this.open(opening);
  }

  /** Called by the refresh button and its interval. */
  refresh(): void {
    this.panels.again('all');
  }

  /** Called by the refresh menu; null switches it off. */
  refreshEvery(seconds: number | null): void {
    this.interval.set(seconds);
  }

  /** Called when a span was selected by dragging. */
  zoom(span: { readonly from: number; readonly to: number }): void {
    void this.address.go(absolute(span));
  }

  private async load(opening: Opening): Promise<void> {
    this.problem.set(undefined);
    try {
      const [dashboard, plugins] = await Promise.all([opening.load(), this.store.plugins(opening.token)]);
      if (this.opening() !== opening) return;
      this.catalogue.set(plugins);
      this.document.set(dashboard);
    } catch (error) {
      if (this.opening() === opening) this.problem.set(error);
    }
  }
}
