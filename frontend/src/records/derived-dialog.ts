import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DerivedMetric } from '@quarterdeck/sdk/api/derived-metrics';
import { injectMessages } from '../messages/messages';
import { DialogFrame } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { submission } from '../ui/submission';
import { KNOWN_UNITS, unitFrom, unitName } from '../ui/unit-text';
import { ConditionRows } from './condition-rows';
import { begunConditions, wholeConditions } from './conditions';
import { begunDraft, listed } from './derived-draft';
import { AGGREGATES, EVERY } from './derived-words';
import type { StreamStore } from './stream.store';

interface Given {
  readonly store: StreamStore;
  readonly stream: string;
  /** null for a new one. */
  readonly derived: DerivedMetric | null;
}

const entries = <Key extends string, Value>(record: Readonly<Record<Key, Value>>) =>
  Object.entries(record) as [Key, Value][];

/** How a metric is derived from the records of a stream. */
@Component({
  selector: 'qd-derived-dialog',
  imports: [ConditionRows, DialogFrame, ErrorNote, Field, FieldInput, FormField, FormRoot, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './derived-dialog.html',
})
export class DerivedDialog {
  private readonly data = inject<Given>(DIALOG_DATA);
  private readonly messages = injectMessages();
  protected readonly ref = inject(DialogRef);
  protected readonly derived = this.data.derived;
  protected readonly seen = this.data.store.fields;
  protected readonly units = KNOWN_UNITS.map(unitName);
  protected readonly aggregates = entries(AGGREGATES);
  protected readonly widths = entries(EVERY);
  protected readonly failure = signal<unknown>(undefined);
  protected readonly conditions = signal(begunConditions(this.derived?.conditions ?? []));
  private readonly wanted = signal(begunDraft(this.data.stream, this.derived));
  protected readonly needsField = computed(() => this.wanted().aggregate !== 'count');
  protected readonly form = form(
    this.wanted,
    (path) => {
      required(path.metric, { message: () => this.messages('records.form.nameMissing') });
      required(path.field, {
        message: () => this.messages('records.form.fieldMissing'),
        when: () => this.needsField(),
      });
      maxLength(path.unit, 40, { message: () => this.messages('records.form.tooLong') });
    },
    { submission: submission(() => this.save(), this.failure) },
  );

  private async save(): Promise<void> {
    const { metric, aggregate, field, labels, every, timezone, unit } = this.wanted();
    const definition = {
      ...{ aggregate, every, timezone: timezone.trim() },
      field: field.trim() || null,
      labels: listed(labels),
      conditions: wholeConditions(this.conditions()),
      unit: unitFrom(unit),
    };
    const { store, stream } = this.data;
    if (this.derived) await store.define(this.derived.id, definition);
    else await store.create({ ...definition, metric: metric.trim(), stream });
    this.ref.close(metric);
  }
}
