import { ChangeDetectionStrategy, Component, computed } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field, FieldInput } from '../field';
import { FieldInputs } from './field-inputs';
import { injectOffered } from './offered-words';
import { ShownValue } from './shown-value';

let lists = 0;

/** A text for which the service behind the form offers words. Others can be typed: what is offered may be cut off or old. */
@Component({
  selector: 'qd-schema-offered',
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
      <input qdInput autocomplete="off" [attr.list]="id" [qdShown]="shown()" (input)="type($event)" (blur)="touch()" />
      <datalist [id]="id">
        @for (word of words(); track word.value) {
          <option [value]="word.value">{{ word.detail }}</option>
        }
      </datalist>
    </qd-field>
  `,
})
export class OfferedField extends FieldInputs {
  protected readonly id = `qd-words-${String(++lists)}`;
  private readonly offered = injectOffered(computed(() => this.node().options));
  protected readonly words = computed(() => this.offered().words.filter(({ of }) => of === undefined));

  protected type({ target }: Event): void {
    const text = (target as HTMLInputElement).value;
    this.change(text === '' && this.isOptional() ? undefined : text);
  }
}
