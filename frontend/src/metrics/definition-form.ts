import { ChangeDetectionStrategy, Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, validate } from '@angular/forms/signals';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { MetricContents } from '@quarterdeck/sdk/api/metric-contents';
import {
  Additivity,
  MetricAggregate,
  MetricKind,
  type MetricDefinition,
  type MetricPatch,
} from '@quarterdeck/sdk/api/metrics';
import { injectMessages, type MessageKey } from '../messages/messages';
import { ChoiceCards } from '../ui/choice-cards';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { submission } from '../ui/submission';
import { Toasts } from '../ui/toasts';
import { KNOWN_UNITS, unitFrom, unitName } from '../ui/unit-text';
import { consequencesOf, isSoundDefault } from './consequences';
import { consequenceText } from './consequence-text';
import { ADDITIVITIES, AGGREGATES, KINDS } from './metric-words';
import { MetricStore } from './metric.store';

const LONGEST_UNIT = 40;
const LONGEST_DESCRIPTION = 1000;
const MOST_PANELS = 6;

/** What a metric is, with what follows from each choice; what a change changes is said before it is saved. */
@Component({
  selector: 'qd-definition-form',
  imports: [ChoiceCards, ErrorNote, Field, FieldInput, FormField, FormRoot, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './definition-form.css',
  templateUrl: './definition-form.html',
})
export class DefinitionForm {
  readonly metric = input.required<MetricContents>();

  private readonly store = inject(MetricStore);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly units = KNOWN_UNITS.map(unitName);
  protected readonly aggregates = MetricAggregate.options.map((value) => ({ value, text: AGGREGATES[value] }));
  protected readonly kinds = computed(() =>
    MetricKind.options.map((value) => ({ value, ...this.words(KINDS[value]) })),
  );
  protected readonly additivities = computed(() =>
    Additivity.options.map((value) => ({ value, ...this.words(ADDITIVITIES[value]) })),
  );
  protected readonly failure = signal<unknown>(undefined);

  protected readonly wanted = linkedSignal(() => written(this.metric()));
  protected readonly form = form(
    this.wanted,
    (path) => {
      const message = () => this.messages('metrics.change.tooLong');
      maxLength(path.unit, LONGEST_UNIT, { message });
      maxLength(path.description, LONGEST_DESCRIPTION, { message });
      validate(path.defaultAggregate, () =>
        isSoundDefault(this.wanted())
          ? undefined
          : { kind: 'unsound', message: this.messages('metrics.change.unsound') },
      );
    },
    { submission: submission(() => this.save(), this.failure) },
  );

  protected readonly patch = computed<MetricPatch>(() => {
    const before = this.metric();
    const after = this.definition();
    return Object.fromEntries(
      Object.entries(after).filter(([field, value]) => before[field as keyof MetricDefinition] !== value),
    );
  });
  protected readonly isChanged = computed(() => Object.keys(this.patch()).length > 0);
  protected readonly consequences = computed(() => {
    const [before, after] = [this.metric(), this.definition()];
    return consequencesOf(before, after, this.store.uses() ?? []).map((one) => ({
      kind: one.kind,
      text: consequenceText(one, before, after, this.messages),
      panels: one.panels.slice(0, MOST_PANELS),
      more: Math.max(0, one.panels.length - MOST_PANELS),
    }));
  });

  protected choose(part: Partial<Pick<MetricDefinition, 'kind' | 'additivity'>>): void {
    this.wanted.update((wanted) => ({ ...wanted, ...part }));
    // A default that has just become unsound says so at once.
    this.form.defaultAggregate().markAsTouched();
  }

  protected reset(): void {
    this.wanted.set(written(this.metric()));
    this.failure.set(undefined);
  }

  /** What was not touched stays as it is written, also where we would write it otherwise. */
  private definition(): MetricDefinition {
    const { unit, description, ...meaning } = this.wanted();
    const same = unit === unitName(this.metric().unit);
    return { ...meaning, unit: same ? this.metric().unit : unitFrom(unit), description: description.trim() };
  }

  private async save(): Promise<void> {
    if (!this.isChanged()) return;
    const { name } = this.metric();
    await this.store.describe(name, this.patch());
    this.toasts.say(this.messages('metrics.change.done', { name }));
  }

  private words({ text, help }: { readonly text: MessageKey; readonly help: MessageKey }) {
    return { text: this.messages(text), help: this.messages(help) };
  }
}

const written = ({ unit, kind, additivity, defaultAggregate, description }: MetricDefinition) => ({
  ...{ kind, additivity, defaultAggregate, description },
  unit: unitName(unit),
});
