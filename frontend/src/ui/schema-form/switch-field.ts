import { ChangeDetectionStrategy, Component } from '@angular/core';
import { FieldInputs } from './field-inputs';

let switches = 0;

/** Yes or no, its label beside the box. */
@Component({
  selector: 'qd-schema-switch',
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: var(--space-4) var(--space-8);
    }
    input {
      margin-top: 2px;
    }
    label {
      font-size: var(--text-13);
      font-weight: 500;
      line-height: 20px;
    }
    p {
      grid-column: 2;
      color: var(--muted);
      font-size: var(--text-12);
      line-height: 16px;
    }
    .error {
      color: var(--bad);
    }
  `,
  template: `
    <input
      type="checkbox"
      [id]="id"
      [checked]="shown() === true"
      [attr.aria-describedby]="help() || problem() ? id + '-help' : null"
      [attr.aria-invalid]="problem() ? true : null"
      (change)="toggle($event)"
    />
    <label [for]="id">{{ label() }}</label>
    @if (problem() || help()) {
      <p [class.error]="problem()" [id]="id + '-help'">{{ problem() || help() }}</p>
    }
  `,
})
export class SwitchField extends FieldInputs {
  protected readonly id = `qd-switch-${String(++switches)}`;

  protected toggle({ target }: Event): void {
    this.change((target as HTMLInputElement).checked);
  }
}
