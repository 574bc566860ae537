import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';

export interface ExplainedChoice<Value extends string> {
  readonly value: Value;
  readonly text: string;
  /** What follows from it, in plain words. */
  readonly help: string;
}

let groups = 0;

/** A few choices that exclude each other, each with what follows from it. */
@Component({
  selector: 'qd-choice-cards',
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: block;
    }
    fieldset {
      display: grid;
      gap: var(--space-8);
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-bottom: var(--space-4);
      padding: 0;
      font-size: var(--text-13);
      font-weight: 500;
    }
    .cards {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(216px, 100%), 1fr));
      gap: var(--space-8);
    }
    label {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      align-content: start;
      gap: 2px var(--space-8);
      padding: 10px var(--space-12);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      cursor: pointer;
      transition: border-color var(--motion);
    }
    label:hover {
      border-color: var(--faint);
    }
    label:has(:checked) {
      border-color: var(--accent);
      background: var(--chosen);
    }
    label:has(:focus-visible) {
      outline: 2px solid var(--accent);
      outline-offset: 1px;
    }
    label:has(:disabled) {
      cursor: default;
    }
    input {
      margin-top: 2px;
      outline: none;
    }
    .word {
      font-size: var(--text-13);
      font-weight: 500;
    }
    .help {
      grid-column: 2;
      color: var(--muted);
      font-size: var(--text-12);
      line-height: 16px;
    }
  `,
  template: `
    <fieldset [disabled]="disabled()">
      <legend>{{ label() }}</legend>
      <div class="cards">
        @for (choice of choices(); track choice.value) {
          <label>
            <input
              type="radio"
              [name]="name"
              [value]="choice.value"
              [checked]="choice.value === value()"
              [attr.aria-describedby]="name + choice.value"
              (change)="chosen.emit(choice.value)"
            />
            <span class="word">{{ choice.text }}</span>
            <span class="help" [id]="name + choice.value">{{ choice.help }}</span>
          </label>
        }
      </div>
    </fieldset>
  `,
})
export class ChoiceCards<Value extends string> {
  readonly label = input.required<string>();
  readonly choices = input.required<readonly ExplainedChoice<Value>[]>();
  readonly value = input.required<Value>();
  readonly disabled = input(false);
  readonly chosen = output<Value>();
  protected readonly name = `qd-choice-${String(++groups)}`;
}
