import { ChangeDetectionStrategy, Component, computed } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field, FieldInput } from '../field';
import { FieldInputs } from './field-inputs';
import { kindOf } from './schema-node';
import { ShownValue } from './shown-value';

/** A text of one line or of several. An emptied optional text is taken out. */
@Component({
  selector: 'qd-schema-text',
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
      @if (kind() === 'lines') {
        <textarea qdInput rows="6" [qdShown]="shown()" (input)="type($event)" (blur)="touch()"></textarea>
      } @else {
        <input
          qdInput
          autocomplete="off"
          [type]="control()"
          [attr.inputmode]="node().format === 'uri' ? 'url' : null"
          [qdShown]="shown()"
          (input)="type($event)"
          (blur)="touch()"
        />
      }
    </qd-field>
  `,
})
export class TextField extends FieldInputs {
  protected readonly kind = computed(() => kindOf(this.node()));
  protected readonly control = computed(() => (this.node().format === 'date' ? 'date' : 'text'));

  protected type({ target }: Event): void {
    const text = (target as HTMLInputElement).value;
    this.change(text === '' && this.isOptional() ? undefined : text);
  }
}
