import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Panel as PanelDocument } from '@quarterdeck/sdk/api/dashboards';
import type { PanelDisplay } from '@quarterdeck/sdk/api/display';
import type { Metric } from '@quarterdeck/sdk/api/metrics';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import type { PartialProblem } from '@quarterdeck/sdk/api/problem';
import { METRICS_SOURCE, type Query } from '@quarterdeck/sdk/api/queries';
import { resolveRange } from '@quarterdeck/sdk/api/time-range';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import ChartLine from 'lucide/dist/esm/icons/chart-line.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import Trash2 from 'lucide/dist/esm/icons/trash.mjs';
import { ApiClient } from '../../../api/api-client';
import { EmptyState } from '../../../ui/empty-state';
import { Field, FieldInput } from '../../../ui/field';
import { Icon } from '../../../ui/icon';
import { SchemaForm } from '../../../ui/schema-form/schema-form';
import { DashboardView } from '../../view/dashboard-view.store';
import type { Scene } from '../../../ui/picture/scene';
import { Panel } from '../../panel/panel';
import { PanelPicture } from '../../panel/panel-picture';
import { isEmpty } from '../../panel/panel-data';
import { injectPanelScene } from '../../panel/panel-scene';
import { PanelsStore } from '../../panel/panels.store';
import { pinned } from '../../panel/widget-host';
import { DashboardEditor } from '../dashboard-editor.store';
import { carriedOptions } from '../draft/carried-options';
import { DisplayForm } from './display-form';
import { previewOf, type StatedVariables } from '../draft/draft-panels';
import { OlderNote } from '../draft/older-note';
import { isBegun } from './question-schema';
import { QueryForm } from './query-form';
import { SourcesStore } from './sources.store';
import { TransformForm } from './transform-form';
import { steppedData, wholeSteps } from './transform-steps';
import { isWhole, metricQuery, needsQueries, pinOf, titleOf, usableWidgets } from './suggestion';

/** So long nobody types before the preview asks. */
const PAUSE_MS = 350;
/** What somebody else's database is asked may be half a sentence; Ctrl+Enter asks at once. */
const LONG_PAUSE_MS = 1000;

const pauseOf = (queries: readonly Query[]): number =>
  queries.some(({ source }) => source !== METRICS_SOURCE) ? LONG_PAUSE_MS : PAUSE_MS;

/** One panel: its form beside a live preview, which asks while one types. Nothing happens to the dashboard before "Done". */
@Component({
  selector: 'qd-panel-editor',
  imports: [
    DisplayForm,
    EmptyState,
    Field,
    FieldInput,
    Icon,
    OlderNote,
    Panel,
    PanelPicture,
    QueryForm,
    SchemaForm,
    TransformForm,
    TranslocoPipe,
  ],
  providers: [PanelsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './panel-editor.css',
  templateUrl: './panel-editor.html',
})
export class PanelEditor {
  readonly start = input.required<PanelDocument>();
  readonly isNew = input.required<boolean>();

  private readonly editor = inject(DashboardEditor);
  protected readonly view = inject(DashboardView);
  protected readonly numbers = inject(PanelsStore);
  private readonly sources = inject(SourcesStore);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly scene = injectPanelScene();
  protected readonly icons = { ChartLine, Plus, Trash2 };
  /** What was set for a widget comes back when one returns to it. */
  private readonly optionsOf = new Map<string, Record<string, unknown>>();

  private readonly displayForm = viewChild.required(DisplayForm);
  private readonly transformForm = viewChild(TransformForm);
  protected readonly panel = linkedSignal(() => this.start());
  protected readonly widgets = computed(() =>
    usableWidgets(this.view.plugins() ?? []).map((plugin) => ({
      plugin,
      pin: pinOf(plugin),
      draws: needsQueries(plugin),
      panel: {
        ...this.panel(),
        widget: pinOf(plugin),
        options: carriedOptions({ ...this.optionsFor(plugin), legend: 'none' }, plugin),
      },
    })),
  );
  /** What each choice would show, small: only where there is something to show. */
  protected readonly thumbScene = computed<Scene | null>(() => {
    const { window, frames } = this.data();
    if (!this.asks() || !window || !frames || isEmpty(frames)) return null;
    const { timezone, theme, locale } = this.scene();
    return { range: { ...window, timezone }, annotations: [], theme, locale, print: false };
  });
  protected readonly plugin = computed(() => pinned(this.view.plugins() ?? [], this.panel().widget));
  protected readonly asks = computed(() => needsQueries(this.plugin()));
  /** What the server said about each query that was asked. */
  protected readonly problems = signal<readonly (PartialProblem | null)[]>([]);
  protected readonly whole = computed(() =>
    this.panel().queries.filter((query) => {
      return isWhole(query) && isBegun(query, this.sources.connections() ?? [], this.view.plugins() ?? []);
    }),
  );
  /** There is something to show: numbers to ask for, or a widget that needs none. */
  protected readonly isReady = computed(() => !this.asks() || this.whole().length > 0);
  /** What the queries answered, and what the steps make of it. */
  protected readonly answered = computed(() => this.numbers.of('preview')());
  protected readonly steps = linkedSignal<readonly unknown[]>(() => this.start().transforms ?? []);
  protected readonly data = computed(() => steppedData(this.answered(), this.steps()));
  /** As high as it will stand on the grid. */
  protected readonly height = computed(() => this.panel().place.h * 40 - 8);

  constructor() {
    const asked = () => ({ ...this.panel(), queries: this.asks() ? this.whole() : [] });
    const told = (answers: readonly FramesAnswer[]) => {
      this.problems.set(answers.map(({ problem }) => problem));
    };
    const stated: StatedVariables = (range) => this.view.variables.stated(range);
    const source = previewOf(inject(ApiClient), this.view.saved()?.id ?? '', asked, told, stated);
    void this.sources.load();
    const question = computed(() => JSON.stringify([this.asks(), this.whole(), this.view.variables.chosen()]));
    let isFirst = true;
    effect((onCleanup) => {
      question();
      const [choice, timezone] = [this.view.choice(), this.view.zone()];
      const ask = () =>
        void this.numbers.ask({
          source,
          panels: ['preview'],
          timezone,
          window: () => resolveRange(choice, Date.now()),
        });
      if (!untracked(this.isReady)) return;
      const timer = setTimeout(ask, isFirst ? 0 : pauseOf(untracked(this.whole)));
      this.runNow = () => {
        clearTimeout(timer);
        ask();
      };
      isFirst = false;
      onCleanup(() => {
        clearTimeout(timer);
      });
    });
    afterNextRender(() => this.host.querySelector<HTMLElement>('h2')?.focus());
  }

  /** Among the answers only queries that were asked have a place. */
  protected wholeAt(at: number): number {
    const query = this.panel().queries[at];
    return query ? this.whole().indexOf(query) : -1;
  }

  /** Called by a person who does not wait for the pause. */
  protected runNow: () => void = () => undefined;

  protected set(change: Partial<PanelDocument>): void {
    this.panel.update((panel) => ({ ...panel, ...change }));
    this.editor.touchPanel();
  }

  protected chooseWidget(plugin: Plugin): void {
    const { widget, options, place, queries } = this.panel();
    const pin = pinOf(plugin);
    if (pin === widget) return;
    this.optionsOf.set(widget, options);
    this.set({
      widget: pin,
      options: this.optionsFor(plugin),
      // The size of a new panel is the widget's; one that stands keeps its own.
      place: this.isNew() && plugin.size ? { ...place, ...plugin.size } : place,
      queries: queries.length === 0 && needsQueries(plugin) ? [metricQuery('')] : queries,
    });
  }

  /** As it was when one left it, else with what means the same to both. */
  private optionsFor(plugin: Plugin): Record<string, unknown> {
    const { widget, options } = this.panel();
    const pin = pinOf(plugin);
    return pin === widget ? options : (this.optionsOf.get(pin) ?? carriedOptions(options, plugin));
  }

  protected setOptions(options: Readonly<Record<string, unknown>>): void {
    this.set({ options: { ...options } });
  }

  protected setSteps(steps: readonly unknown[]): void {
    this.steps.set(steps);
    this.editor.touchPanel();
  }

  protected setDisplay(display: PanelDisplay): void {
    this.set({ display: Object.keys(display).length > 0 ? display : undefined });
  }

  protected setQuery(at: number, query: Query): void {
    this.set({ queries: this.panel().queries.map((one, place) => (place === at ? query : one)) });
  }

  protected addQuery(): void {
    this.set({ queries: [...this.panel().queries, metricQuery('')] });
  }

  protected removeQuery(at: number): void {
    this.set({ queries: this.panel().queries.filter((_, place) => place !== at) });
  }

  /** A title that somebody wrote stays; one that came from a metric goes with it. */
  protected nameAfter(metric: Metric, at: number): void {
    const { title, queries } = this.panel();
    const before = queries[at]?.input.metric;
    const suggested = typeof before === 'string' ? titleOf(before) : '';
    if (at === 0 && (title === '' || title === suggested)) this.set({ title: titleOf(metric.name) });
  }

  protected done(): void {
    const panel = this.panel();
    const isRight = [this.displayForm(), this.transformForm()].every((form) => form?.check() ?? true);
    if (!this.isReady() || !isRight) return;
    const [queries, steps] = this.asks() ? [this.whole(), wholeSteps(this.steps())] : [[], []];
    const transforms = steps.length > 0 ? steps : undefined;
    this.editor.putPanel({ ...panel, title: panel.title.trim(), queries, transforms });
  }

  protected cancel(): void {
    this.editor.open(null);
  }
}
