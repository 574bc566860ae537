import { ChangeDetectionStrategy, Component, computed } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field, FieldInput } from '../field';
import { FieldInputs } from './field-inputs';
import { choicesOf } from './schema-node';

/** One of a few words. */
@Component({
  selector: 'qd-schema-choice',
  imports: [Field, FieldInput, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <qd-field
      [label]="label()"
      [labelHidden]="listed()"
      [help]="help()"
      [problem]="problem()"
      [aside]="isOptional() ? ('ui.optional' | transloco) : ''"
    >
      <select qdInput (change)="choose($event)" (blur)="touch()">
        @if (isOptional() || chosen() < 0) {
          <option value="" [selected]="chosen() < 0">
            {{ (required() ? 'schemaForm.choosePrompt' : 'schemaForm.notSet') | transloco }}
          </option>
        }
        @for (choice of choices(); track $index) {
          <option [value]="$index" [selected]="chosen() === $index">{{ choice.label }}</option>
        }
      </select>
    </qd-field>
  `,
})
export class ChoiceField extends FieldInputs {
  protected readonly choices = computed(() => choicesOf(this.node()) ?? []);
  protected readonly chosen = computed(() => this.choices().findIndex(({ value }) => value === this.shown()));

  protected choose({ target }: Event): void {
    const at = (target as HTMLSelectElement).value;
    this.change(at === '' ? undefined : this.choices()[Number(at)]?.value);
  }
}
