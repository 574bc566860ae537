import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { FormField, validate, type FieldTree, type SchemaPath, type SchemaPathTree } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import type { MessageKey, Messages } from '../messages/messages';
import { dayOf, EXPIRY_DAYS, expiryProblem, type Expiry, type ExpiryChoice } from './expiry';
import { Field, FieldInput } from './field';

const TEXTS: Record<ExpiryChoice, MessageKey> = {
  never: 'expiry.never',
  day: 'expiry.day',
  week: 'expiry.week',
  month: 'expiry.month',
  quarter: 'expiry.quarter',
  year: 'expiry.year',
  custom: 'expiry.custom',
};
const PROBLEMS = { missing: 'expiry.dateMissing', past: 'expiry.datePast', far: 'expiry.dateFar' } as const;

/** The rule of a form that holds an {@link Expiry}. */
export function expiryRule(path: SchemaPath<Expiry> & SchemaPathTree<Expiry>, messages: Messages): void {
  validate(path.date, ({ valueOf }) => {
    const problem = expiryProblem(valueOf(path), Date.now());
    return problem ? { kind: 'expiry', message: messages(PROBLEMS[problem]) } : undefined;
  });
}

/** When something ends: a few usual spans, or a day. */
@Component({
  selector: 'qd-expiry-field',
  imports: [Field, FieldInput, FormField, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
      gap: var(--space-12);
    }
  `,
  template: `
    <qd-field [label]="label()">
      <select qdInput [formField]="of().choice">
        @for (choice of choices(); track choice) {
          <option [value]="choice">{{ texts[choice] | transloco }}</option>
        }
      </select>
    </qd-field>
    @if (custom()) {
      <qd-field [label]="'expiry.date' | transloco">
        <input qdInput type="date" [attr.min]="today" [attr.max]="latest" [formField]="of().date" />
      </qd-field>
    }
  `,
})
export class ExpiryField {
  readonly label = input.required<string>();
  readonly of = input.required<FieldTree<Expiry>>();
  readonly choices = input.required<readonly ExpiryChoice[]>();

  protected readonly texts = TEXTS;
  protected readonly today = dayOf(Date.now());
  protected readonly latest = dayOf(Date.now() + EXPIRY_DAYS.year * 86_400_000);
  protected readonly custom = computed(() => this.of().choice().value() === 'custom');
}
