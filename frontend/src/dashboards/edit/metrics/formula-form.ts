import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Metric } from '@quarterdeck/sdk/api/metrics';
import type { PartialProblem } from '@quarterdeck/sdk/api/problem';
import type { Query } from '@quarterdeck/sdk/api/queries';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import Trash2 from 'lucide/dist/esm/icons/trash.mjs';
import { Field, FieldInput } from '../../../ui/field';
import { Icon } from '../../../ui/icon';
import { MetricsQueryForm } from './metrics-query-form';
import { nextName, problemInside, queriesIn, withoutUndefined } from './formula-query';
import { ProposalNote } from './proposal-note';

const MOST_QUERIES = 10;

/** Several metrics by letters, and the formula that is computed from them. */
@Component({
  selector: 'qd-formula-form',
  imports: [Field, FieldInput, Icon, MetricsQueryForm, ProposalNote, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './formula-form.css',
  template: `
    <qd-field [label]="'metricQuery.formula' | transloco" [help]="'metricQuery.formulaHelp' | transloco">
      <input
        qdInput
        class="formula"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        maxlength="500"
        placeholder="a / b * 100"
        [attr.aria-invalid]="own() ? true : null"
        [value]="formula()"
        (input)="set({ formula: $any($event.target).value })"
      />
    </qd-field>
    <qd-proposal-note [problem]="own()" (used)="set($event)" />
    @for (one of queries(); track one.name) {
      <fieldset>
        <legend>
          <span class="letter" aria-hidden="true">{{ one.name }}</span>
          <span class="qd-spoken">{{ 'metricQuery.query' | transloco: { name: one.name } }}</span>
        </legend>
        @if (queries().length > 1) {
          <button
            type="button"
            class="qd-button quiet icon small remove"
            [attr.aria-label]="'metricQuery.removeQuery' | transloco: { name: one.name }"
            [title]="'metricQuery.removeQuery' | transloco: { name: one.name }"
            (click)="remove(one.name)"
          >
            <qd-icon [of]="icons.Trash2" [size]="14" />
          </button>
        }
        <qd-metrics-query-form
          [query]="one.query"
          [problem]="inside(one.name)"
          (changed)="setQuery(one.name, $event)"
          (picked)="picked.emit($event)"
        />
      </fieldset>
    }
    @if (queries().length < most) {
      <button type="button" class="qd-button quiet add" (click)="add()">
        <qd-icon [of]="icons.Plus" [size]="14" />
        {{ 'metricQuery.addQuery' | transloco }}
      </button>
    }
    <div class="pair">
      <qd-field [label]="'metricQuery.alias' | transloco" [aside]="'ui.optional' | transloco">
        <input qdInput autocomplete="off" maxlength="100" [value]="text('alias')" (change)="setText('alias', $event)" />
      </qd-field>
      <qd-field [label]="'metricQuery.unit' | transloco" [aside]="'ui.optional' | transloco">
        <input qdInput autocomplete="off" maxlength="40" [value]="text('unit')" (change)="setText('unit', $event)" />
      </qd-field>
    </div>
    <p class="help">{{ 'metricQuery.unitHelp' | transloco }}</p>
  `,
})
export class FormulaForm {
  readonly query = input.required<Query>();
  readonly problem = input<PartialProblem | null>(null);
  readonly changed = output<Query>();
  readonly picked = output<Metric>();

  protected readonly icons = { Plus, Trash2 };
  protected readonly most = MOST_QUERIES;
  protected readonly formula = computed(() => this.text('formula'));
  protected readonly queries = computed(() => queriesIn(this.query().input));
  /** What is wrong with the formula, not with one of its queries. */
  protected readonly own = computed(() => {
    const problem = this.problem();
    return problem?.field?.startsWith('queries.') ? null : problem;
  });

  protected inside(name: string): PartialProblem | null {
    return problemInside(this.problem(), name);
  }

  protected text(field: string): string {
    const value = this.query().input[field];
    return typeof value === 'string' ? value : '';
  }

  protected setText(field: string, { target }: Event): void {
    const value = (target as HTMLInputElement).value.trim();
    this.set({ [field]: value === '' ? undefined : value });
  }

  protected setQuery(name: string, { input: given }: Query): void {
    this.set({
      queries: Object.fromEntries(this.queries().map((one) => [one.name, one.name === name ? given : one.query.input])),
    });
  }

  protected add(): void {
    const all = this.queries();
    const entries = all.map(({ name, query }) => [name, query.input] as const);
    this.set({
      queries: Object.fromEntries([...entries, [nextName(all.map(({ name }) => name)), { metric: '', labels: {} }]]),
    });
  }

  protected remove(name: string): void {
    const left = this.queries().filter((one) => one.name !== name);
    this.set({ queries: Object.fromEntries(left.map((one) => [one.name, one.query.input])) });
  }

  protected set(change: Readonly<Record<string, unknown>>): void {
    const query = this.query();
    this.changed.emit({ ...query, input: withoutUndefined({ ...query.input, ...change }) });
  }
}
