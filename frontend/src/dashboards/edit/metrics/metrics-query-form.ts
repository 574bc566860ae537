import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Metric, MetricLabel } from '@quarterdeck/sdk/api/metrics';
import type { PartialProblem } from '@quarterdeck/sdk/api/problem';
import type { Query } from '@quarterdeck/sdk/api/queries';
import { isReference } from '@quarterdeck/sdk/api/variable-values';
import { ErrorNote } from '../../../ui/error-note';
import { Field, FieldInput } from '../../../ui/field';
import { Skeleton } from '../../../ui/skeleton';
import { MetricBrowser } from './metric-browser';
import { aggregateFor, AGGREGATES } from './metric-choices';
import { MetricMore } from './metric-more';
import { withoutUndefined } from './formula-query';
import { ProposalNote } from './proposal-note';
import { FormVariables } from '../../../ui/schema-form/form-variables';
import { SourcesStore } from '../panel/sources.store';

/** No value of a label begins with a control character. */
const VARIABLE = '\u0001';

/** What the server says about a query that means nothing; other problems stand on the panel. */
const REFUSED = 'query.';

/** Asks our own series store: a metric, which of its series, and how points of one bucket become one number. */
@Component({
  selector: 'qd-metrics-query-form',
  imports: [ErrorNote, Field, FieldInput, MetricBrowser, MetricMore, ProposalNote, Skeleton, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-16);
    }
  `,
  template: `
    @if (browsing()) {
      @if (sources.metrics(); as metrics) {
        <qd-metric-browser [metrics]="metrics" [selected]="metric()" (picked)="pick($event)" />
      } @else if (sources.failure() !== undefined) {
        <qd-error-note retryable [error]="sources.failure()" (retried)="sources.load()" />
      } @else {
        <qd-skeleton height="120px" />
      }
    } @else {
      <div class="qd-chosen">
        <b>{{ metric() }}</b>
        <button type="button" class="qd-button quiet small" (click)="browsing.set(true)">
          {{ 'compose.query.change' | transloco }}
        </button>
      </div>
      @if (labelsFailure() !== undefined) {
        <qd-error-note [error]="labelsFailure()" />
      }
      @for (label of labels(); track label.name) {
        <qd-field [label]="label.name">
          <select qdInput (change)="setLabel(label.name, $any($event.target).value)">
            <option value="">{{ 'compose.query.everyValue' | transloco: { count: label.valueCount } }}</option>
            @if (variables().length > 0) {
              <optgroup [label]="'variables.field.group' | transloco">
                @for (one of variables(); track one.name) {
                  <option [value]="mark + one.name" [selected]="one.name === variableOf(label.name)">
                    {{ one.label }}
                  </option>
                }
              </optgroup>
            }
            @for (value of label.values; track value) {
              <option [value]="value" [selected]="value === chosen()[label.name]">{{ value }}</option>
            }
          </select>
        </qd-field>
      }
      <qd-field [label]="'compose.query.aggregate' | transloco" [help]="'compose.query.aggregateHelp' | transloco">
        <select qdInput (change)="set({ aggregate: $any($event.target).value || undefined })">
          @for (one of aggregates; track one.value) {
            <option [value]="one.value" [selected]="one.value === aggregate()">{{ one.text | transloco }}</option>
          }
        </select>
      </qd-field>
      @if (aggregate() === 'quantile') {
        <qd-field [label]="'metricQuery.percentile' | transloco" [help]="'metricQuery.percentileHelp' | transloco">
          <input
            qdInput
            type="number"
            min="0"
            max="100"
            step="0.1"
            [value]="percentile()"
            (change)="setPercentile($any($event.target).value)"
          />
        </qd-field>
      }
      <qd-proposal-note [problem]="refusal()" (used)="set($event)" />
      <qd-metric-more [input]="query().input" [labels]="labelNames()" (changed)="set($event)" />
    }
  `,
})
export class MetricsQueryForm {
  readonly query = input.required<Query>();
  /** What the server said about this query when it was last asked. */
  readonly problem = input<PartialProblem | null>(null);
  readonly changed = output<Query>();
  readonly picked = output<Metric>();

  protected readonly sources = inject(SourcesStore);
  private readonly context = inject(FormVariables, { optional: true });
  protected readonly variables = computed(() => this.context?.offered() ?? []);
  protected readonly mark = VARIABLE;
  protected readonly aggregates = AGGREGATES;
  protected readonly browsing = signal(false);
  protected readonly known = signal<readonly MetricLabel[]>([]);
  protected readonly labelsFailure = signal<unknown>(undefined);
  protected readonly metric = computed(() => text(this.query().input.metric));
  protected readonly aggregate = computed(() => text(this.query().input.aggregate));
  protected readonly percentile = computed(() => percentOf(this.query().input.q));
  protected readonly labelNames = computed(() => this.known().map(({ name }) => name));
  protected readonly refusal = computed(() => {
    const problem = this.problem();
    return problem?.code.startsWith(REFUSED) ? problem : null;
  });
  protected readonly chosen = computed(() => (this.query().input.labels ?? {}) as Readonly<Record<string, unknown>>);
  /** A label that the query names is shown even where no series carries it any more. */
  protected readonly labels = computed(() => {
    const chosen = this.chosen();
    const known = this.known().map((label) => withValue(label, chosen[label.name]));
    const gone = Object.entries(chosen).filter(([name]) => !known.some((label) => label.name === name));
    return [...known, ...gone.map(([name, value]) => ({ name, values: textsIn(value), valueCount: 1 }))];
  });

  constructor() {
    effect(() => {
      const metric = this.metric();
      untracked(() => {
        this.browsing.set(metric === '');
        void this.learnLabels(metric);
      });
    });
  }

  protected pick(metric: Metric): void {
    this.browsing.set(false);
    if (metric.name === this.metric()) return;
    this.picked.emit(metric);
    this.set({ metric: metric.name, labels: {}, groupBy: undefined, aggregate: aggregateFor(metric) });
  }

  protected setLabel(name: string, value: string): void {
    const { [name]: _, ...others } = this.chosen();
    const chosen = value.startsWith(VARIABLE) ? { $variable: value.slice(VARIABLE.length) } : value;
    this.set({ labels: value === '' ? others : { ...others, [name]: chosen } });
  }

  protected variableOf(label: string): string {
    const value = this.chosen()[label];
    return isReference(value) ? value.$variable : '';
  }

  protected set(change: Readonly<Record<string, unknown>>): void {
    const query = this.query();
    this.changed.emit({ ...query, input: withoutUndefined({ ...query.input, ...change }) });
  }

  protected setPercentile(text: string): void {
    const percent = Math.min(100, Math.max(0, Number(text)));
    this.set({ q: Number.isNaN(percent) ? undefined : Number((percent / 100).toFixed(3)) });
  }

  private async learnLabels(metric: string): Promise<void> {
    this.known.set([]);
    this.labelsFailure.set(undefined);
    if (metric === '') return;
    try {
      const labels = await this.sources.labelsOf(metric);
      if (this.metric() === metric) this.known.set(labels);
    } catch (error) {
      if (this.metric() === metric) this.labelsFailure.set(error);
    }
  }
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** 95 is meant where nobody says another one. */
const percentOf = (q: unknown) => Number(((typeof q === 'number' ? q : 0.95) * 100).toFixed(1));

const textsIn = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);

function withValue(label: MetricLabel, value: unknown): MetricLabel {
  const missing = textsIn(value).filter((one) => !label.values.includes(one));
  return missing.length === 0 ? label : { ...label, values: [...label.values, ...missing] };
}
