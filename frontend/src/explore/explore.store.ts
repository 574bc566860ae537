import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { pluginRoutes } from '@quarterdeck/sdk/api/plugins';
import { METRICS_SOURCE, type Query } from '@quarterdeck/sdk/api/queries';
import { isRelative, resolveRange } from '@quarterdeck/sdk/api/time-range';
import type { VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import { ApiClient } from '../api/api-client';
import { begunQuery, isBegun } from '../dashboards/edit/panel/question-schema';
import { SourcesStore } from '../dashboards/edit/panel/sources.store';
import { isWhole, metricQuery } from '../dashboards/edit/panel/suggestion';
import { PanelsStore, type Question as Asking } from '../dashboards/panel/panels.store';
import { refreshEvery } from '../dashboards/time/refresh-timer';
import { ViewAddress } from '../dashboards/view/view-address';
import { Now } from '../ui/time-ago';
import { ExploreAddress } from './explore-address';
import { joinedData } from './joined-data';
import { QuestionHistory } from './question-history';
import { fragmentOf, MOST_QUERIES, neededBy, type Question } from './question';
import { questionsSource } from './questions-source';

const OWN_RANGE = { from: 'now-6h', to: 'now' };

/** A query as its form holds it, and as it was asked last. */
export interface Card {
  readonly id: string;
  readonly draft: Query;
  readonly asked: Query | null;
  readonly hidden: boolean;
}

interface Before {
  readonly scope: string;
  readonly keys: ReadonlyMap<string, string>;
}

/** What is being explored: the queries, what was asked of them, and the answers. Provided by the page. */
@Injectable()
export class ExploreStore {
  private readonly api = inject(ApiClient);
  private readonly sources = inject(SourcesStore);
  private readonly numbers = inject(PanelsStore);
  private readonly history = inject(QuestionHistory);
  private readonly place = inject(ExploreAddress);
  private readonly clock = inject(Now);
  readonly address = inject(ViewAddress);

  private readonly list = signal<readonly Card[]>([]);
  private readonly catalogue = signal<readonly Plugin[] | null>(null);
  private readonly problem = signal<unknown>(undefined);
  private readonly timings = signal<ReadonlyMap<string, number>>(new Map());
  private readonly interval = signal<number | null>(null);
  private readonly source = questionsSource(
    this.api,
    (id) => this.list().find((card) => card.id === id)?.asked ?? undefined,
    (id, milliseconds) => {
      this.timings.update((timings) => new Map(timings).set(id, milliseconds));
    },
  );
  private last = 0;
  private before: Before | null = null;

  readonly cards = this.list.asReadonly();
  /** null until they are known. */
  readonly plugins = this.catalogue.asReadonly();
  /** Why the page could not be opened. */
  readonly failure = this.problem.asReadonly();
  readonly busy = this.numbers.refreshing;
  readonly refreshSeconds = this.interval.asReadonly();
  readonly canAdd = computed(() => this.list().length < MOST_QUERIES);
  readonly shown = computed(() => this.place.question().shown);
  /** What was chosen on the dashboard from which one came. */
  readonly variables = computed<VariableChoices>(() => this.place.question().variables, { equal: sameJson });

  readonly choice = computed(() => this.address.choice() ?? OWN_RANGE);
  readonly browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  readonly ownZone = computed(() => this.place.question().timezone);
  readonly zone = computed(() => {
    const choice = this.address.zone();
    if (choice === 'dashboard') return this.ownZone() ?? this.browserZone;
    return choice === 'utc' ? 'UTC' : this.browserZone;
  });
  /** True where new data belong to the range. */
  readonly isRunning = computed(
    () => isRelative(this.choice()) || resolveRange(this.choice(), 0).to > this.clock.value(),
  );

  /** The cards whose answers are looked at. */
  readonly looked = computed(() => this.list().filter(({ asked, hidden }) => asked !== null && !hidden));
  readonly queries = computed(() => this.looked().flatMap(({ asked }) => asked ?? []));
  /** All answers as one. */
  readonly data = computed(() => joinedData(this.looked().map(({ id }) => this.numbers.of(id)())));

  constructor() {
    effect(() => {
      const question = this.place.question();
      untracked(() => {
        this.show(question);
      });
    });
    effect(() => {
      const [looked, choice, timezone, variables] = [this.looked(), this.choice(), this.zone(), this.variables()];
      untracked(() => {
        const keys = new Map(looked.map(({ id, asked }) => [id, JSON.stringify(asked)]));
        const window = () => resolveRange(choice, Date.now());
        const panels = looked.map(({ id }) => id);
        this.ask(keys, JSON.stringify([choice, timezone, variables]), {
          source: this.source,
          panels,
          timezone,
          variables,
          window,
        });
      });
    });
    effect(() => {
      const { frames, loading } = this.data();
      if (frames === null || loading) return;
      untracked(() => {
        this.history.keep(this.question());
      });
    });
    refreshEvery(this.refreshSeconds, () => {
      this.refresh();
    });
  }

  /** Called by the page when it opens, and by "Try again". */
  async open(): Promise<void> {
    this.problem.set(undefined);
    const known = this.sources.load();
    try {
      this.catalogue.set(await this.api.call(pluginRoutes.list, {}));
      await known;
      this.beginWith(this.place.source);
    } catch (error) {
      this.problem.set(error);
    }
  }

  /** What is known of one query's numbers. */
  dataOf(id: string) {
    return this.numbers.of(id)();
  }

  /** How long one waited for the last answer, in milliseconds. */
  timeOf(id: string): number | undefined {
    return this.timings().get(id);
  }

  /** Whether the query says enough to be asked. */
  isReady({ draft }: Card): boolean {
    return isWhole(draft) && isBegun(draft, this.sources.connections() ?? [], this.plugins() ?? []);
  }

  /** Called with each change in a form. Our own series are asked at once, what belongs to others when the person says so. */
  change(id: string, draft: Query): void {
    this.update(id, { draft });
    if (draft.source === METRICS_SOURCE) this.run(id);
  }

  /** Called by "Run" and Ctrl+Enter: asks, and asks again where nothing was changed. */
  run(id: string): void {
    const card = this.list().find((one) => one.id === id);
    if (!card || !this.isReady(card)) return;
    if (sameJson(card.draft, card.asked)) {
      this.numbers.again([id]);
      return;
    }
    this.update(id, { asked: card.draft });
    this.write();
  }

  /** Called by "Add a query": it begins with the source of the one before. */
  add(): void {
    if (this.canAdd()) this.list.update((cards) => [...cards, this.cardOf(metricQuery(''))]);
  }

  remove(id: string): void {
    this.list.update((cards) => cards.filter((card) => card.id !== id));
    if (this.list().length === 0) this.add();
    this.write();
  }

  toggle(id: string): void {
    const card = this.list().find((one) => one.id === id);
    if (!card) return;
    this.update(id, { hidden: !card.hidden });
    this.write();
  }

  /** Called by the switch between chart and table. */
  showAs(shown: Question['shown']): void {
    this.write({ shown });
  }

  /** Called with a question of the history: asked anew, over the range that is chosen now. */
  askAgain(question: Question): void {
    void this.place.go(question);
  }

  refresh(): void {
    this.numbers.again('all');
  }

  refreshEvery(seconds: number | null): void {
    this.interval.set(seconds);
  }

  /** What is asked now. */
  question(): Question {
    const { shown, variables, timezone } = this.place.question();
    const parts = this.list().flatMap(({ asked, hidden }) => (asked ? [{ query: asked, hidden }] : []));
    const queries = parts.map(({ query }) => query);
    return { parts, shown, variables: neededBy(queries, variables), timezone };
  }

  /** A question that came by the address, unless it is the one that we wrote there. */
  private show(question: Question): void {
    if (this.list().length > 0 && fragmentOf(question) === fragmentOf(this.question())) return;
    const cards = question.parts.map(({ query, hidden }, at) => ({
      id: this.list()[at]?.id ?? this.newId(),
      draft: query,
      asked: query,
      hidden,
    }));
    this.list.set(cards.length > 0 ? cards : [this.cardOf(metricQuery(''))]);
  }

  /** Only where nothing has been asked or begun yet. */
  private beginWith(source: string | null): void {
    const [card, ...more] = this.list();
    if (!card || more.length > 0 || card.asked || isWhole(card.draft)) return;
    const connection = this.sources.connections()?.find(({ id }) => id === source);
    const draft = connection && begunQuery(connection, this.plugins() ?? []);
    if (draft) this.update(card.id, { draft });
  }

  private write(change: Partial<Question> = {}): void {
    void this.place.go({ ...this.question(), ...change });
  }

  /** Only what was not asked like this before is asked: a change of one query leaves the databases behind others alone. */
  private ask(keys: ReadonlyMap<string, string>, scope: string, asking: Asking): void {
    const before = this.before;
    if (asking.panels.length === 0 && !before) return;
    this.before = { scope, keys };
    if (before?.scope !== scope) {
      void this.numbers.ask(asking);
      return;
    }
    const fresh = asking.panels.filter((id) => before.keys.get(id) !== keys.get(id));
    this.numbers.show(asking.panels, fresh, asking.variables);
  }

  private update(id: string, change: Partial<Card>): void {
    this.list.update((cards) => cards.map((card) => (card.id === id ? { ...card, ...change } : card)));
  }

  private cardOf(draft: Query): Card {
    return { id: this.newId(), draft, asked: null, hidden: false };
  }

  private newId(): string {
    return `query-${String(++this.last)}`;
  }
}

const sameJson = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
