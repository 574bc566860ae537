import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { isAll, type VariableChoice } from '@quarterdeck/sdk/api/variable-values';
import type { Variable, VariableState } from '@quarterdeck/sdk/api/variables';

/** A variable that takes any text: it holds once one presses Enter or goes on. */
@Component({
  selector: 'qd-variable-text',
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    label {
      display: flex;
      align-items: center;
      gap: var(--space-8);
      color: var(--muted);
      font-size: var(--text-13);
    }
    input {
      width: 160px;
      min-width: 0;
      color: var(--ink);
    }
  `,
  template: `
    <label>
      {{ variable().label || variable().name }}
      <input
        class="qd-input"
        autocomplete="off"
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
