import { ChangeDetectionStrategy, Component, linkedSignal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { Icon } from '../icon';
import { IconButton } from '../icon-button';
import { FieldInputs } from './field-inputs';
import { injectFocusSoon } from './focus-soon';
import { isTwice, recordOf, rowsOf, sayTheSame, type RecordRow } from './record-rows';
import { pathInside } from './schema-problems';
import { ShownValue } from './shown-value';

/** Names with texts, such as labels or parameters: two columns of inputs. */
@Component({
  selector: 'qd-schema-record',
  imports: [Icon, IconButton, ShownValue, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './schema-field.css',
  template: `
    <fieldset class="plain">
      <legend>{{ label() }}</legend>
      @if (help()) {
        <p class="help">{{ help() }}</p>
      }
      @for (row of rows(); track $index) {
        <div class="pair">
          <input
            class="qd-input name"
            autocomplete="off"
            [attr.aria-label]="'schemaForm.rowName' | transloco: { name: label(), number: $index + 1 }"
            [attr.aria-invalid]="isTwice(rows(), $index) ? true : null"
            [placeholder]="'schemaForm.name' | transloco"
            [qdShown]="row.name"
            (input)="edit($index, { name: textOf($event) })"
          />
          <input
            class="qd-input"
            autocomplete="off"
            [attr.aria-label]="'schemaForm.rowValue' | transloco: { name: label(), number: $index + 1 }"
            [attr.aria-invalid]="problemAt(row.name) ? true : null"
            [placeholder]="'schemaForm.value' | transloco"
            [qdShown]="row.text"
            (input)="edit($index, { text: textOf($event) })"
          />
          <button
            [qdIconButton]="icons.X"
            [label]="'schemaForm.removeRow' | transloco: { name: label(), number: $index + 1 }"
            (click)="remove($index)"
          ></button>
        </div>
        @if (isTwice(rows(), $index)) {
          <p class="error">{{ 'schemaForm.twice' | transloco }}</p>
        } @else if (problemAt(row.name)) {
          <p class="error">{{ problemAt(row.name) }}</p>
        }
      }
      @if (problem()) {
        <p class="error">{{ problem() }}</p>
      }
      <button
        type="button"
        class="qd-button small add"
        [attr.aria-label]="'schemaForm.addLabel' | transloco: { name: label() }"
        (click)="add()"
      >
        <qd-icon [of]="icons.Plus" [size]="14" />
        {{ 'schemaForm.add' | transloco }}
      </button>
    </fieldset>
  `,
})
export class RecordField extends FieldInputs {
  private readonly focusSoon = injectFocusSoon();
  protected readonly icons = { Plus, X };
  protected readonly isTwice = isTwice;

  protected readonly rows = linkedSignal<unknown, readonly RecordRow[]>({
    source: this.shown,
    computation: (value, before) => (before && sayTheSame(before.value, value) ? before.value : rowsOf(value)),
  });

  protected readonly textOf = ({ target }: Event): string => (target as HTMLInputElement).value;
  protected readonly problemAt = (name: string): string => this.problems.at(pathInside(this.path(), name));

  protected add(): void {
    this.rows.update((rows) => [...rows, { name: '', text: '' }]);
    this.focusSoon('.name', -1);
  }

  protected edit(at: number, part: Partial<RecordRow>): void {
    this.set(this.rows().map((row, index) => (index === at ? { ...row, ...part } : row)));
  }

  protected remove(at: number): void {
    this.set(this.rows().filter((_, index) => index !== at));
    this.focusSoon('.add', 0);
  }

  private set(rows: readonly RecordRow[]): void {
    this.rows.set(rows);
    this.problems.forget(this.path());
    this.change(recordOf(rows));
  }
}
