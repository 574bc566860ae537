import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { isAll, type VariableChoice } from '@quarterdeck/sdk/api/variable-values';
import type { Variable, VariableState } from '@quarterdeck/sdk/api/variables';

/** A variable that takes any text: it holds once one presses Enter or goes on. */
@Component({
  selector: 'qd-variable-text',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: inline-flex;
    }
    label {
      display: flex;
      align-items: center;
      gap: 6px;
      min-width: 0;
      min-height: var(--control);
      padding: 0 2px 0 12px;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--surface);
      color: var(--muted);
      font-size: var(--text-13);
      cursor: text;
    }
    label:focus-within {
      outline: 2px solid var(--accent);
      outline-offset: 1px;
    }
    .label {
      overflow: hidden;
      max-width: 200px;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    input {
      field-sizing: content;
      min-width: 80px;
      max-width: 240px;
      height: calc(var(--control) - 6px);
      padding: 0 6px;
      border: 0;
      background: none;
      color: var(--ink);
      font: inherit;
      font-weight: 500;
      outline: 0;
    }
    input::placeholder {
      color: var(--muted);
      font-weight: 400;
    }
    @media (pointer: coarse) {
      input {
        font-size: var(--text-16);
      }
    }
  `,
  template: `
    <label>
      <span class="label">{{ variable().label || variable().name }}</span>
      <input
        autocomplete="off"
        [placeholder]="'variables.type' | transloco"
        maxlength="1000"
        [value]="text()"
        (change)="set($any($event.target).value)"
      />
    </label>
  `,
})
export class VariableText {
  readonly variable = input.required<Variable>();
  readonly state = input.required<VariableState>();
  readonly chosen = output<VariableChoice | null>();

  protected readonly text = computed(() => {
    const choice = this.state().chosen;
    return isAll(choice) ? '' : String(choice[0] ?? '');
  });

  protected set(text: string): void {
    const variable = this.variable();
    this.chosen.emit(variable.kind === 'text' && text === variable.initial ? null : [text]);
  }
}
