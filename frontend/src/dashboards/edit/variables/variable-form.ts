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
  output,
  signal,
  untracked,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { MetricLabel } from '@quarterdeck/sdk/api/metrics';
import type { Query } from '@quarterdeck/sdk/api/queries';
import { isReference, type VariableChoice } from '@quarterdeck/sdk/api/variable-values';
import type { Variable } from '@quarterdeck/sdk/api/variables';
import { Field, FieldInput } from '../../../ui/field';
import { DashboardView } from '../../view/dashboard-view.store';
import { DashboardEditor } from '../dashboard-editor.store';
import { emptyDocument } from '../draft/documents';
import { MetricBrowser } from '../metrics/metric-browser';
import { QueryForm } from '../panel/query-form';
import { SourcesStore } from '../panel/sources.store';
import { KINDS, nameFrom, optionsOf, optionsText, problemOf, variableOf, type Kind } from './variable-drafts';

const KIND_TEXTS = {
  labelValues: 'variables.kind.labelValues',
  list: 'variables.kind.list',
  text: 'variables.kind.text',
  interval: 'variables.kind.interval',
  query: 'variables.kind.query',
  connection: 'variables.kind.connection',
  constant: 'variables.kind.constant',
} as const;

/** One variable: its name, where its values come from, and how it is chosen. */
@Component({
  selector: 'qd-variable-form',
  imports: [Field, FieldInput, MetricBrowser, QueryForm, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './variable-form.css',
  templateUrl: './variable-form.html',
})
export class VariableForm {
  /** null for a new one. */
  readonly start = input.required<Variable | null>();
  readonly done = output<Variable>();
  readonly cancelled = output();

  private readonly editor = inject(DashboardEditor);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly view = inject(DashboardView);
  protected readonly sources = inject(SourcesStore);
  protected readonly kinds = KINDS.map((kind) => ({ kind, text: KIND_TEXTS[kind] }));
  protected readonly sent = signal(false);
  protected readonly browsing = signal(false);
  private readonly known = signal<readonly MetricLabel[]>([]);

  protected readonly variable = linkedSignal<Variable>(
    () => this.start() ?? variableOf('labelValues', { name: '', label: '', hidden: false }),
  );
  private readonly document = computed(() => this.editor.document() ?? emptyDocument(''));
  protected readonly problem = computed(() =>
    this.sent() ? problemOf(this.document(), this.variable(), this.start()?.name ?? null) : undefined,
  );
  protected readonly nameProblem = computed(() => {
    const problem = this.problem();
    return problem?.isName ? problem.message : '';
  });
  /** The metric whose label is looked at; empty where a variable stands for it. */
  protected readonly metric = computed(() => {
    const variable = this.variable();
    return variable.kind === 'labelValues' && !isReference(variable.metric) ? variable.metric : '';
  });
  protected readonly labels = computed(() => this.known());
  /** What a label can be narrowed by: every other variable with values. */
  protected readonly others = computed(() =>
    this.document().variables.filter(({ name, kind }) => name !== this.start()?.name && kind !== 'connection'),
  );
  protected readonly plugins = computed(() => {
    const sources = (this.view.plugins() ?? []).filter(({ kind, state }) => kind === 'datasource' && state.ready);
    const pins = sources.map(({ id, version, title }) => ({ title, pin: `${id}@${version.split('.')[0] ?? '1'}` }));
    return pins.filter(({ pin }, at) => pins.findIndex((other) => other.pin === pin) === at);
  });
  /** What is chosen above the panels right now, to begin with from now on. */
  private readonly now = computed(() => {
    const entry = this.view.variables.entries().find(({ variable }) => variable.name === this.start()?.name);
    return entry?.state?.chosen;
  });
  protected readonly canKeep = computed(() => this.now() !== undefined && 'initial' in this.variable());
  protected readonly nowText = computed(() => this.view.variables.words().get(this.start()?.name ?? '') ?? '');

  private proposed = '';

  constructor() {
    void this.sources.load();
    afterNextRender(() => this.host.querySelector<HTMLElement>('select')?.focus());
    effect(() => {
      const metric = this.metric();
      untracked(() => {
        this.browsing.set(metric === '');
        void this.learn(metric);
      });
    });
  }

  protected set(change: object): void {
    this.variable.update((variable) => ({ ...variable, ...change }));
  }

  protected chooseKind(kind: Kind): void {
    this.variable.update((variable) => variableOf(kind, variable));
  }

  protected pickMetric(metric: string): void {
    this.set({ metric, key: '', where: {} });
    this.browsing.set(false);
  }

  /** Its name is free to be another one; one that nobody has typed follows the label. */
  protected chooseKey(key: string): void {
    const { name } = this.variable();
    const named = name === '' || name === this.proposed ? nameFrom(key) : name;
    this.proposed = nameFrom(key);
    this.set({ key, name: named });
  }

  protected whereOf(label: string): string {
    const variable = this.variable();
    const value = variable.kind === 'labelValues' ? variable.where[label] : undefined;
    return isReference(value) ? value.$variable : '';
  }

  protected setWhere(label: string, name: string): void {
    const variable = this.variable();
    if (variable.kind !== 'labelValues') return;
    const { [label]: _, ...where } = variable.where;
    this.set({ where: name === '' ? where : { ...where, [label]: { $variable: name } } });
  }

  protected setQuery(query: Query): void {
    this.set({ query });
  }

  protected listText(): string {
    const variable = this.variable();
    return variable.kind === 'list' ? optionsText(variable.options) : '';
  }

  protected setList(text: string): void {
    this.set({ options: optionsOf(text) });
  }

  protected setSteps(text: string): void {
    this.set({ options: text.split(/[\s,]+/).filter(Boolean) });
  }

  protected keepNow(keep: boolean): void {
    const now = this.now();
    if (now) this.set({ initial: keep ? initialFor(this.variable().kind, now) : this.beginning() });
  }

  protected isKept(): boolean {
    const variable = this.variable();
    return 'initial' in variable && variable.initial !== null && variable.initial !== '';
  }

  protected send(): void {
    this.sent.set(true);
    const problem = this.problem();
    if (problem?.isName) this.host.querySelector<HTMLElement>('input')?.focus();
    if (!problem) this.done.emit(this.variable());
  }

  private beginning(): null | '' {
    return this.variable().kind === 'text' ? '' : null;
  }

  private async learn(metric: string): Promise<void> {
    this.known.set([]);
    if (metric === '') return;
    // Without the labels the field stays a plain text; what is wrong shows above the panels.
    const labels = await this.sources.labelsOf(metric).catch(() => []);
    if (this.metric() !== metric) return;
    this.known.set(labels);
    const variable = this.variable();
    const [only, ...more] = labels;
    if (only && more.length === 0 && variable.kind === 'labelValues' && variable.key === '') this.chooseKey(only.name);
  }
}

function initialFor(kind: Kind, choice: VariableChoice): VariableChoice | string | null {
  if (kind !== 'text' && kind !== 'interval' && kind !== 'connection') return choice;
  return Array.isArray(choice) ? String(choice[0] ?? '') : null;
}
