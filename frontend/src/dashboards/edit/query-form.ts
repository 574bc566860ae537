import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Metric } from '@quarterdeck/sdk/api/metrics';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { METRICS_SOURCE, type Query } from '@quarterdeck/sdk/api/queries';
import { Field, FieldInput } from '../../ui/field';
import { initialValue } from '../../ui/schema-form/initial-value';
import { SchemaForm } from '../../ui/schema-form/schema-form';
import { MetricsQueryForm } from './metrics-query-form';
import { SourcesStore } from './sources.store';
import { metricQuery } from './suggestion';

/** What a panel asks: of whom, and the form that this source has for it. */
@Component({
  selector: 'qd-query-form',
  imports: [Field, FieldInput, MetricsQueryForm, SchemaForm, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-16);
    }
    .note {
      color: var(--muted);
      font-size: var(--text-13);
    }
  `,
  template: `
    @if (connections().length > 0 || !isMetrics()) {
      <qd-field [label]="'compose.query.source' | transloco">
        <select qdInput (change)="choose($any($event.target).value)">
          <option [value]="ownSource" [selected]="isMetrics()">{{ 'compose.query.metrics' | transloco }}</option>
          @for (connection of connections(); track connection.id) {
            <option [value]="connection.id" [selected]="connection.id === query().source">{{ connection.name }}</option>
          }
          @if (!isMetrics() && !connection() && sources.connections()) {
            <option [value]="query().source" selected>{{ 'compose.query.gone' | transloco }}</option>
          }
        </select>
      </qd-field>
    }
    @if (isMetrics()) {
      <qd-metrics-query-form [query]="query()" (changed)="changed.emit($event)" (picked)="picked.emit($event)" />
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
        <qd-schema-form [schema]="schema" [value]="query().input" (valueChange)="setInput($event)" />
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
  readonly picked = output<Metric>();

  protected readonly sources = inject(SourcesStore);
  protected readonly ownSource = METRICS_SOURCE;
  protected readonly isMetrics = computed(() => this.query().source === METRICS_SOURCE);
  protected readonly connections = computed(() => this.sources.connections() ?? []);
  protected readonly connection = computed(() => this.connections().find(({ id }) => id === this.query().source));
  protected readonly kinds = computed(() => this.kindsOf(this.connection()?.plugin));
  protected readonly schema = computed(() => this.kinds().find(({ name }) => name === this.query().kind)?.input);

  protected choose(source: string): void {
    if (source === METRICS_SOURCE) {
      this.changed.emit(metricQuery(''));
      return;
    }
    const connection = this.connections().find(({ id }) => id === source);
    const kind = this.kindsOf(connection?.plugin)[0];
    if (connection && kind) this.changed.emit({ source: connection.id, kind: kind.name, input: begun(kind.input) });
  }

  protected chooseKind(name: string): void {
    const kind = this.kinds().find((one) => one.name === name);
    if (kind) this.changed.emit({ ...this.query(), kind: name, input: begun(kind.input) });
  }

  protected setInput(value: Readonly<Record<string, unknown>>): void {
    this.changed.emit({ ...this.query(), input: { ...value } });
  }

  private kindsOf(pin: string | undefined) {
    const plugin = this.plugins().find(({ id, version, kind, state }) => {
      return kind === 'datasource' && state.ready && `${id}@${version.split('.')[0] ?? ''}` === pin;
    });
    return Object.entries(plugin?.queries ?? {}).map(([name, query]) => ({ name, ...query }));
  }
}

/** The form and the server agree from the first moment on what is not given yet. */
const begun = (schema: Readonly<Record<string, unknown>>) => (initialValue(schema) ?? {}) as Record<string, unknown>;
