import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { isReference } from '@quarterdeck/sdk/api/variable-values';
import { Field, FieldInput } from '../field';
import { FieldInputs } from './field-inputs';
import { FormVariables } from './form-variables';
import { initialValue } from './initial-value';

/** A field whose value is what a variable of the dashboard is set to. */
@Component({
  selector: 'qd-schema-variable',
  imports: [Field, FieldInput, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .line {
      display: flex;
      gap: var(--space-8);
    }
    select {
      flex: 1;
      min-width: 0;
    }
  `,
  template: `
    <qd-field
      [label]="label()"
      [labelHidden]="listed()"
      [help]="'variables.field.help' | transloco"
      [problem]="problem()"
    >
      <div class="line">
        <select qdInput (change)="choose($any($event.target).value)" (blur)="touch()">
          @for (one of offered(); track one.name) {
            <option [value]="one.name" [selected]="one.name === name()">{{ one.label }}</option>
          }
        </select>
        <button
          type="button"
          class="qd-button"
          [attr.aria-label]="'variables.field.valueOf' | transloco: { label: label() }"
          (click)="change(empty())"
        >
          {{ 'variables.field.value' | transloco }}
        </button>
      </div>
    </qd-field>
  `,
})
export class VariableField extends FieldInputs {
  private readonly context = inject(FormVariables, { optional: true });
  protected readonly name = computed(() => {
    const value = this.value();
    return isReference(value) ? value.$variable : '';
  });
  /** One that is gone stays in sight, so that one sees what to mend. */
  protected readonly offered = computed(() => {
    const known = this.context?.offered() ?? [];
    return known.some(({ name }) => name === this.name())
      ? known
      : [...known, { name: this.name(), label: this.name() }];
  });
  protected readonly empty = computed(() => initialValue(this.node(), this.required()));

  protected choose(name: string): void {
    this.change({ $variable: name });
  }
}
