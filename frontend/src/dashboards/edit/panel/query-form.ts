import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Metric } from '@quarterdeck/sdk/api/metrics';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import type { PartialProblem } from '@quarterdeck/sdk/api/problem';
import { METRICS_SOURCE, type Query } from '@quarterdeck/sdk/api/queries';
import { RECORDS_SOURCE } from '@quarterdeck/sdk/api/record-queries';
import { isReference } from '@quarterdeck/sdk/api/variable-values';
import Calculator from 'lucide/dist/esm/icons/calculator.mjs';
import { Field, FieldInput } from '../../../ui/field';
import { Icon } from '../../../ui/icon';
import type { Offers } from '../../../ui/schema-form/form-offers';
import type { ToldProblem } from '../../../ui/schema-form/form-problems';
import { FormVariables } from '../../../ui/schema-form/form-variables';
import { SchemaForm } from '../../../ui/schema-form/schema-form';
import { DashboardEditor } from '../dashboard-editor.store';
import { FormulaForm } from '../metrics/formula-form';
import { asFormula, asMetric, isFormula } from '../metrics/formula-query';
import { MetricsQueryForm } from '../metrics/metrics-query-form';
import { begun, begunQuery, kindsOf } from './question-schema';
import { SourcesStore } from './sources.store';
import { isWhole, metricQuery } from './suggestion';

/** No connection's id begins with it. */
const MARK = '$';

/** What a panel asks: of whom, and the form that this source has for it. */
@Component({
  selector: 'qd-query-form',
  imports: [Field, FieldInput, FormulaForm, Icon, MetricsQueryForm, SchemaForm, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [{ provide: FormVariables, useFactory: dashboardVariables }],
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-16);
    }
    .other {
      justify-self: start;
    }
    .note {
      color: var(--muted);
      font-size: var(--text-13);
    }
  `,
  template: `
    @if (connections().length > 0 || sources.hasRecords() || !isMetrics()) {
      <qd-field [label]="'compose.query.source' | transloco">
        <select qdInput (change)="choose($any($event.target).value)">
          <option [value]="ownSource" [selected]="isMetrics()">{{ 'compose.query.metrics' | transloco }}</option>
          @if (sources.hasRecords() || isRecords()) {
            <option [value]="recordsSource" [selected]="isRecords()">{{ 'compose.query.records' | transloco }}</option>
          }
          @for (connection of connections(); track connection.id) {
            <option [value]="connection.id" [selected]="connection.id === query().source">{{ connection.name }}</option>
          }
          @for (one of standIns(); track one.name) {
            <option [value]="mark + one.name" [selected]="one.name === variable()">
              {{ 'variables.field.source' | transloco: { name: one.label || one.name } }}
            </option>
          }
          @if (!isMetrics() && !isRecords() && !connection() && sources.connections()) {
            <option [value]="query().source" selected>{{ 'compose.query.gone' | transloco }}</option>
          }
        </select>
      </qd-field>
    }
    @if (isMetrics()) {
      @if (formula()) {
        <qd-formula-form
          [query]="query()"
          [problem]="problem()"
          (changed)="changed.emit($event)"
          (picked)="picked.emit($event)"
        />
      } @else {
        <qd-metrics-query-form
          [query]="query()"
          [problem]="problem()"
          (changed)="changed.emit($event)"
          (picked)="picked.emit($event)"
        />
      }
      @if (formula() || isBegunMetric()) {
        <button type="button" class="qd-button quiet small other" (click)="chooseFormula(!formula())">
          <qd-icon [of]="icons.Calculator" [size]="14" />
          {{ (formula() ? 'metricQuery.oneMetric' : 'metricQuery.compute') | transloco }}
        </button>
      }
    } @else {
      @if (kinds().length > 1) {
        <qd-field [label]="'compose.query.kind' | transloco">
          <select qdInput (change)="chooseKind($any($event.target).value)">
            @for (kind of kinds(); track kind.name) {
              <option [value]="kind.name" [selected]="kind.name === query().kind">{{ kind.title }}</option>
            }
          </select>
        </qd-field>
      }
      @if (schema(); as schema) {
        <qd-schema-form
          [schema]="schema"
          [value]="query().input"
          [problems]="problems()"
          [offers]="offers()"
          (valueChange)="setInput($event)"
          (run)="run.emit()"
        />
      } @else if (sources.connections()) {
        <p class="note">{{ 'compose.query.unknown' | transloco }}</p>
      }
    }
  `,
})
export class QueryForm {
  readonly query = input.required<Query>();
  readonly plugins = input.required<readonly Plugin[]>();
  readonly changed = output<Query>();
  /** What the server said about this query when it was last asked. */
  readonly problem = input<PartialProblem | null>(null);
  readonly picked = output<Metric>();
  /** The person wants the answer now. */
  readonly run = output();

  protected readonly sources = inject(SourcesStore);
  /** Without one, as on Explore, no dashboard has variables to offer. */
  private readonly editor = inject(DashboardEditor, { optional: true });
  protected readonly mark = MARK;
  protected readonly ownSource = METRICS_SOURCE;
  protected readonly isMetrics = computed(() => this.query().source === METRICS_SOURCE);
  protected readonly recordsSource = RECORDS_SOURCE;
  protected readonly isRecords = computed(() => this.query().source === RECORDS_SOURCE);
  protected readonly formula = computed(() => isFormula(this.query()));
  /** Something to begin a formula with. */
  protected readonly isBegunMetric = computed(() => isWhole(this.query()));
  protected readonly icons = { Calculator };
  protected readonly connections = computed(() => this.sources.connections() ?? []);
  /** Variables of connections, each of which may stand for the source. */
  protected readonly standIns = computed(() =>
    (this.editor?.document()?.variables ?? []).filter((one) => one.kind === 'connection'),
  );
  protected readonly variable = computed(() => {
    const { source } = this.query();
    return isReference(source) ? source.$variable : '';
  });
  protected readonly connection = computed(() => {
    const standIn = this.standIns().find(({ name }) => name === this.variable());
    if (standIn) return { id: undefined, plugin: standIn.plugin };
    return this.connections().find(({ id }) => id === this.query().source);
  });
  protected readonly problems = computed((): ToldProblem[] => {
    const { field, detail, position } = this.problem() ?? {};
    return field === undefined || detail === undefined ? [] : [{ path: field, message: detail, position }];
  });
  private readonly variables = computed(() => (this.editor?.document()?.variables ?? []).map(({ name }) => name));
  /** Of a question about records: the one whose fields are offered. */
  private readonly stream = computed(() => {
    const { stream } = this.query().input;
    return typeof stream === 'string' ? stream : '';
  });
  private readonly connectionId = computed(() => this.connection()?.id);
  protected readonly offers = computed((): Offers | null => {
    if (this.isRecords())
      return { variables: this.variables(), load: (name) => this.sources.recordOptions(name, this.stream()) };
    const id = this.connectionId();
    return id === undefined ? null : { variables: this.variables(), load: (name) => this.sources.optionsOf(id, name) };
  });
  protected readonly kinds = computed(() =>
    this.isRecords() ? this.sources.recordKinds() : kindsOf(this.plugins(), this.connection()?.plugin),
  );
  protected readonly schema = computed(() => this.kinds().find(({ name }) => name === this.query().kind)?.input);

  protected choose(source: string): void {
    if (source === METRICS_SOURCE) {
      this.changed.emit(metricQuery(''));
      return;
    }
    const [question] = this.sources.recordKinds();
    if (source === RECORDS_SOURCE && question) {
      this.changed.emit({ source, kind: question.name, input: begun(question.input) });
      return;
    }
    const standIn = this.standIns().find(({ name }) => MARK + name === source);
    if (standIn) {
      const kind = kindsOf(this.plugins(), standIn.plugin)[0];
      const stands = { $variable: standIn.name };
      if (kind) this.changed.emit({ source: stands, kind: kind.name, input: begun(kind.input) });
      return;
    }
    const connection = this.connections().find(({ id }) => id === source);
    const query = connection && begunQuery(connection, this.plugins());
    if (query) this.changed.emit(query);
  }

  protected chooseFormula(wanted: boolean): void {
    this.changed.emit(wanted ? asFormula(this.query()) : asMetric(this.query()));
  }

  protected chooseKind(name: string): void {
    const kind = this.kinds().find((one) => one.name === name);
    if (kind) this.changed.emit({ ...this.query(), kind: name, input: begun(kind.input) });
  }

  protected setInput(value: Readonly<Record<string, unknown>>): void {
    this.changed.emit({ ...this.query(), input: { ...value } });
  }
}

/** Everything that the dashboard being edited can be asked with, except connections: they stand for sources. */
function dashboardVariables(): FormVariables {
  const editor = inject(DashboardEditor, { optional: true });
  const around = inject(FormVariables, { optional: true, skipSelf: true });
  if (!editor) return around ?? { offered: signal([]) };
  return {
    offered: computed(() =>
      (editor.document()?.variables ?? [])
        .filter(({ kind }) => kind !== 'connection')
        .map(({ name, label }) => ({ name, label: label || name })),
    ),
  };
}
