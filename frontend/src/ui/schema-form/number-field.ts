import { ChangeDetectionStrategy, Component, computed } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field, FieldInput } from '../field';
import { FieldInputs } from './field-inputs';
import { bound } from './schema-problems';
import { ShownValue } from './shown-value';

@Component({
  selector: 'qd-schema-number',
  imports: [Field, FieldInput, ShownValue, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <qd-field
      [label]="label()"
      [labelHidden]="listed()"
      [help]="help()"
      [problem]="problem()"
      [aside]="isOptional() ? ('ui.optional' | transloco) : ''"
    >
      <input
        qdInput
        type="number"
        [attr.step]="node().type === 'integer' ? 1 : 'any'"
        [attr.min]="min()"
        [attr.max]="max()"
        [qdShown]="shown()"
        (input)="type($event)"
        (blur)="touch()"
      />
    </qd-field>
  `,
})
export class NumberField extends FieldInputs {
  protected readonly min = computed(() => bound(this.node().minimum) ?? null);
  protected readonly max = computed(() => bound(this.node().maximum) ?? null);

  protected type({ target }: Event): void {
    const { value, validity } = target as HTMLInputElement;
    this.problems.read(this.path(), !validity.badInput);
    this.change(value === '' ? undefined : Number(value));
  }
}
