import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { Dashboard, DashboardDocument, Panel } from '@quarterdeck/sdk/api/dashboards';
import type { DashboardRow } from '@quarterdeck/sdk/api/dashboard-layout';
import type { LiveScope } from '@quarterdeck/sdk/api/live';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { POINTS_PER_SERIES } from '@quarterdeck/sdk/api/queries';
import { isRelative, resolveRange } from '@quarterdeck/sdk/api/time-range';
import { withVariables } from '@quarterdeck/sdk/api/variable-choices';
import type { VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import { usesOf } from '@quarterdeck/sdk/api/variable-uses';
import type { VariableUses } from '@quarterdeck/sdk/api/variables';
import { Realtime, type DashboardWatch } from '../../api/realtime';
import { Now } from '../../ui/time-ago';
import { VariablesStore } from '../../variables/variables.store';
import { OpenRows } from '../layout/open-rows';
import type { PanelsSource } from '../panel/panels-source';
import { PanelsStore, type Question } from '../panel/panels.store';
import { refreshEvery } from '../time/refresh-timer';
import { sectionsOf, type Section } from '../layout/sections';
import { absolute } from '../time/time-range';
import { ViewAddress } from './view-address';

/** What a page that opens a view hands to it. */
export interface Opening {
  readonly source: PanelsSource;
  /** The document and the widgets that draw it, asked again whenever somebody saved it. */
  load(): Promise<{ readonly dashboard: Dashboard; readonly plugins: readonly Plugin[] }>;
  /** Which variables stand behind what, where the document does not tell. */
  uses?(): VariableUses;
  /** The right to look has ended. */
  closed(): void;
}

const POINTS_IN_FULL = 4 * POINTS_PER_SERIES;
const WORD = /\{\{\s*(\w+)\s*\}\}/g;
const OWN_RANGE = { from: 'now-6h', to: 'now' };

interface Asked {
  readonly source: PanelsSource;
  /** With a key that changes with what the panel asks, of variables too. */
  readonly panels: readonly { readonly id: string; readonly key: string }[];
  readonly variables: VariableChoices;
  readonly points: number;
}
/** What was asked last, and over which range. */
interface Before {
  readonly asked: Asked;
  readonly scope: readonly unknown[];
}

/** A dashboard being looked at: its document, range, zone, refresh and live news. Provided by the page, dies with it. */
@Injectable()
export class DashboardView {
  private readonly realtime = inject(Realtime);
  private readonly clock = inject(Now);
  private readonly rows = inject(OpenRows);
  readonly address = inject(ViewAddress);
  readonly panels = inject(PanelsStore);
  readonly variables = inject(VariablesStore);

  private readonly opening = signal<Opening | null>(null);
  private readonly document = signal<Dashboard | null>(null);
  private readonly draft = signal<DashboardDocument | null>(null);
  private readonly draftSource = signal<PanelsSource | null>(null);
  private readonly problem = signal<unknown>(undefined);
  private readonly catalogue = signal<readonly Plugin[] | null>(null);
  private readonly interval = signal<number | null | undefined>(undefined);
  private readonly spoken = signal(0);
  private watch: DashboardWatch | undefined;
  private before: Before | null = null;

  /** As the server holds it. */
  readonly saved = this.document.asReadonly();
  /** As it is shown: with the changes of an editor, where there are any. */
  readonly dashboard = computed<Dashboard | null>(() => {
    const [saved, draft] = [this.document(), this.draft()];
    return saved && draft ? { ...saved, document: draft } : saved;
  });
  readonly failure = this.problem.asReadonly();
  /** Rises whenever something was said in a thread on the dashboard. */
  readonly threadNews = this.spoken.asReadonly();
  /** null until they are known. */
  readonly plugins = this.catalogue.asReadonly();
  readonly browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  readonly ownZone = computed(() => {
    const zone = this.dashboard()?.document.timezone ?? 'browser';
    return zone === 'browser' ? this.browserZone : zone;
  });
  readonly zone = computed(() => {
    const choice = this.address.zone();
    return choice === 'utc' ? 'UTC' : choice === 'browser' ? this.browserZone : this.ownZone();
  });
  readonly ownRange = computed(() => this.dashboard()?.document.range ?? OWN_RANGE);
  readonly choice = computed(() => this.address.choice() ?? this.ownRange());
  /** True where new data belong to the range. */
  readonly isRunning = computed(
    () => isRelative(this.choice()) || resolveRange(this.choice(), 0).to > this.clock.value(),
  );
  readonly refreshSeconds = computed(() => {
    const chosen = this.interval();
    return chosen === undefined ? (this.dashboard()?.document.refreshSeconds ?? null) : chosen;
  });

  /** The open tab: the one in the address, where there is such a one, else the first; undefined without tabs. */
  readonly tab = computed(() => {
    const tabs = this.dashboard()?.document.tabs ?? [];
    return (tabs.find(({ id }) => id === this.address.tab()) ?? tabs[0])?.id;
  });
  /** What stands on the open tab, from its head down. */
  readonly sections = computed<readonly Section[]>(() => {
    const document = this.dashboard()?.document;
    return document ? sectionsOf(document, this.tab()) : [];
  });
  /** The one panel that fills the page; none while the dashboard is edited. */
  readonly fullPanel = computed(() => {
    const id = this.address.panel();
    if (id === null || this.draft()) return null;
    return this.dashboard()?.document.panels.find((panel) => panel.id === id) ?? null;
  });

  /** Only what can be seen is asked: no panels of closed rows and of other tabs. */
  private readonly looked = computed<readonly Panel[]>(() => {
    const full = this.fullPanel();
    if (full) return [full];
    return this.sections().flatMap(({ row, panels }) => (row === null || this.isRowOpen(row) ? panels : []));
  });
  private readonly source = computed(() => this.draftSource() ?? this.opening()?.source ?? null);
  private readonly uses = computed<VariableUses>(() => {
    const document = this.dashboard()?.document;
    return this.opening()?.uses?.() ?? (document ? usesOf(document) : { panels: {}, variables: {} });
  });

  /** A panel that only moved or was renamed has no new question. */
  private readonly asked = computed<Asked | null>(
    () => {
      const [source, dashboard, variables] = [this.source(), this.dashboard(), this.variables.chosen()];
      if (!source || !dashboard || !variables) return null;
      const { panels: uses } = this.uses();
      // What a shared panel asks is not told: any new version may ask something else.
      const told = this.opening()?.uses ? dashboard.version : null;
      const panels = this.looked().map((panel) => ({
        id: panel.id,
        key: keyOf(panel, uses[panel.id], variables) + String(told),
      }));
      return { source, panels, variables, points: this.points() };
    },
    { equal: sameQuestion },
  );
  /** One panel on the whole page has room for more. */
  private readonly points = computed(() => (this.fullPanel() ? POINTS_IN_FULL : POINTS_PER_SERIES));

  /** What the live connection is to tell of: the numbers of what is saved, and of a draft only that they are stale. */
  private readonly look = computed(() => {
    const [scope, variables] = [this.liveScope(), this.variables.chosen() ?? {}];
    const key = JSON.stringify([variables, scope, this.document()?.version]);
    return { variables, key, live: () => scope && { ...scope, ...this.panels.place() } };
  });
  private readonly liveScope = computed<LiveScope | null>(() => {
    const [asked, range, timezone] = [this.asked(), this.choice(), this.zone()];
    if (!asked || this.draft() || asked.source !== this.opening()?.source) return null;
    const panels = asked.panels.map(({ id }) => id);
    return { range, timezone, maxPoints: asked.points, panels };
  });

  constructor() {
    effect(() => {
      const [source, dashboard, asked] = [this.source(), this.dashboard(), this.address.variables()];
      const [range, timezone, uses] = [this.choice(), this.zone(), this.uses().variables];
      if (!source || !dashboard) return;
      const { variables } = dashboard.document;
      const window = () => resolveRange(range, Date.now());
      untracked(() => {
        this.variables.follow({ source, variables, uses, asked, timezone, range, window });
      });
    });
    effect(() => {
      const look = this.look();
      untracked(() => this.watch?.look(look));
    });
    effect(() => {
      const asked = this.asked();
      const [choice, timezone, comparison] = [this.choice(), this.zone(), this.address.comparison()];
      const asKnownAt = this.address.knownAt();
      if (!asked) return;
      untracked(() => {
        this.ask(asked, [asked.source, choice, timezone, asked.points, comparison, asKnownAt], {
          source: asked.source,
          panels: asked.panels.map(({ id }) => id),
          timezone,
          maxPoints: asked.points,
          variables: asked.variables,
          comparison,
          asKnownAt,
          window: () => resolveRange(choice, Date.now()),
        });
      });
    });
    refreshEvery(this.refreshSeconds, () => {
      this.refresh();
    });
    inject(DestroyRef).onDestroy(() => this.watch?.stop());
  }

  isRowOpen(row: DashboardRow): boolean {
    return this.rows.isOpen(this.document()?.id ?? '', row);
  }

  /** Called by the heading of a row. What a reader opens and closes is remembered for her alone. */
  toggleRow(row: DashboardRow): void {
    this.rows.set(this.document()?.id ?? '', row.id, !this.isRowOpen(row));
  }

  /** Called once by the page. */
  async open(opening: Opening): Promise<void> {
    this.opening.set(opening);
    this.watch?.stop();
    this.watch = undefined;
    this.document.set(null);
    this.before = null;
    await this.load(opening);
    if (this.opening() !== opening || !this.document()) return;
    this.watch = this.realtime.watch(opening.source.target, {
      placed: (rooms) => {
        this.panels.placed(rooms);
      },
      numbers: (news, bytes) => this.panels.numbers(news, bytes),
      stale: (panels) => {
        if (panels !== 'all') return this.panels.again(panels);
        this.panels.againUntold();
        // After a gap nobody knows what else was missed.
        this.spoken.update((times) => times + 1);
        void this.load(opening);
      },
      threads: () => {
        this.spoken.update((times) => times + 1);
      },
      notes: () => {
        this.panels.notesAgain();
      },
      changed: (version) => {
        if (version > (this.document()?.version ?? 0)) void this.load(opening);
      },
      closed: () => {
        opening.closed();
      },
    });
    this.watch.look(this.look());
  }

  /** Called by "Try again" after the dashboard could not be opened. */
  async reopen(): Promise<void> {
    const opening = this.opening();
    if (opening) await this.open(opening);
  }

  /** Called by the refresh button and its interval. */
  refresh(): void {
    if (this.variables.failure() !== undefined) this.variables.again();
    this.panels.again('all');
  }

  /** The names of the variables that stand behind a panel or in its words. */
  variablesOf(panel: Panel): string[] {
    const behind = this.uses().panels[panel.id] ?? [];
    return [...behind, ...[...JSON.stringify(panel).matchAll(WORD)].flatMap(([, name]) => name ?? [])];
  }

  /** A title or description with what is chosen in the place of `{{name}}`. */
  worded(text: string): string {
    return withVariables(text, this.variables.words());
  }

  /** Called by the refresh menu; null switches it off. */
  refreshEvery(seconds: number | null): void {
    this.interval.set(seconds);
  }

  /** Called by the editor on each change of its document; null shows what is saved. */
  showDraft(document: DashboardDocument | null): void {
    this.draft.set(document);
  }

  /** Called by the editor when it begins and ends: who answers for panels that are not saved. */
  askWith(source: PanelsSource | null): void {
    this.draftSource.set(source);
  }

  /** Called by the editor with what it saved, so that the page need not ask for it. */
  accept(saved: Dashboard): void {
    this.document.set(saved);
  }

  /** Called by the editor when it was told that its version is not the last: reads the dashboard again, quietly. */
  async reload(): Promise<void> {
    const opening = this.opening();
    if (opening) await this.load(opening);
  }

  /** Called when a span was selected by dragging. */
  zoom(span: { readonly from: number; readonly to: number }): void {
    void this.address.go(absolute(span));
  }

  /** Where only the panels changed, those that were not asked like this before are asked, and the others stay as they are. */
  private ask(asked: Asked, scope: readonly unknown[], question: Question): void {
    const before = this.before;
    this.before = { asked, scope };
    if (before?.scope.every((part, at) => part === scope[at])) {
      const known = new Set(before.asked.panels.map(({ key }) => key));
      const fresh = asked.panels.filter(({ key }) => !known.has(key)).map(({ id }) => id);
      this.panels.show(question.panels, fresh, asked.variables);
    } else void this.panels.ask(question);
  }

  private async load(opening: Opening): Promise<void> {
    this.problem.set(undefined);
    try {
      const { dashboard, plugins } = await opening.load();
      if (this.opening() !== opening) return;
      this.catalogue.set(plugins);
      // What did not change need not be drawn again.
      if (this.document()?.version !== dashboard.version) this.document.set(dashboard);
    } catch (error) {
      if (this.opening() === opening) this.problem.set(error);
    }
  }
}

function sameQuestion(one: Asked | null, other: Asked | null): boolean {
  if (!one || !other) return one === other;
  const { source, points, panels } = one;
  return (
    source === other.source &&
    points === other.points &&
    panels.length === other.panels.length &&
    panels.every(({ key }, at) => key === other.panels[at]?.key)
  );
}

/** A choice that a panel does not ask with makes it no other question. */
const keyOf = ({ id, queries, transforms }: Panel, uses: readonly string[] = [], variables: VariableChoices) =>
  JSON.stringify([id, queries, transforms, uses.map((name) => variables[name])]);
