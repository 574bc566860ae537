import { ChangeDetectionStrategy, Component, computed, Directive, inject, input, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';

let fields = 0;

/**
 * A label above, help below, the error in words under the control once it was touched. Holds one control with `qdInput`:
 * `<qd-field [label]="…"><input qdInput [formField]="form.name" /></qd-field>`.
 */
@Component({
  selector: 'qd-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      align-content: start;
      gap: var(--space-4);
      min-width: 0;
    }
    .line {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: var(--space-8);
      padding-right: var(--field-aside-room, 0);
    }
    .line.spoken {
      display: contents;
    }
    label {
      font-size: var(--text-13);
      font-weight: 500;
    }
    .help,
    .aside {
      color: var(--muted);
      font-size: var(--text-12);
      line-height: 16px;
    }
    .error {
      color: var(--bad);
      white-space: pre-line;
      overflow-wrap: anywhere;
      font-size: var(--text-12);
      line-height: 16px;
    }
  `,
  template: `
    <div class="line" [class.spoken]="labelHidden()">
      <label [class.qd-spoken]="labelHidden()" [for]="id">{{ label() }}</label>
      @if (aside()) {
        <span class="aside">{{ aside() }}</span>
      }
      <ng-content select="[fieldAside]" />
    </div>
    <ng-content />
    @if (error(); as message) {
      <p class="error" [id]="id + '-error'">{{ message }}</p>
    }
    @if (help()) {
      <p class="help" [id]="id + '-help'">{{ help() }}</p>
    }
    <ng-content select="[fieldExtra]" />
  `,
})
export class Field {
  readonly label = input.required<string>();
  readonly help = input('');
  /** A short word at the right of the label, such as "optional". */
  readonly aside = input('');
  /** Where the place says what the field is, as in a list. */
  readonly labelHidden = input(false);
  /** What is wrong, where no signal form says it. */
  readonly problem = input('');

  readonly id = `qd-field-${String(++fields)}`;
  private readonly control = signal<FormField<unknown> | null>(null);

  readonly error = computed(() => {
    if (this.problem()) return this.problem();
    const state = this.control()?.state();
    return state?.touched() ? (state.errors()[0]?.message ?? '') : '';
  });
  readonly describedBy = computed(() =>
    [this.error() && `${this.id}-error`, this.help() && `${this.id}-help`].filter(Boolean).join(' '),
  );

  /** Called by the control inside. */
  hold(control: FormField<unknown>): void {
    this.control.set(control);
  }
}

/** The control of a {@link Field}: an input, select or textarea bound with `[formField]`. */
@Directive({
  selector: '[qdInput]',
  host: {
    class: 'qd-input',
    '[id]': 'field.id',
    '[attr.aria-describedby]': 'field.describedBy() || null',
    '[attr.aria-invalid]': 'field.error() ? true : null',
  },
})
export class FieldInput {
  protected readonly field = inject(Field);

  constructor() {
    const control = inject<FormField<unknown>>(FormField, { self: true, optional: true });
    if (control) this.field.hold(control);
  }
}
