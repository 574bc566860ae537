import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { RecordTest } from '@quarterdeck/sdk/api/record-conditions';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { Field, FieldInput } from '../ui/field';
import { Icon } from '../ui/icon';
import { isBare, NEW_ROW, type ConditionRow } from './conditions';
import { TESTS } from './derived-words';

/** Which records count: conditions that must all hold. */
@Component({
  selector: 'qd-condition-rows',
  imports: [Field, FieldInput, Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    fieldset {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-8);
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-bottom: var(--space-4);
      font-size: var(--text-13);
      font-weight: 500;
    }
    .row {
      display: flex;
      align-items: end;
      gap: var(--space-8);
    }
    .row qd-field {
      flex: 1 1 0;
    }
    .add {
      justify-self: start;
    }
    @media (max-width: 720px) {
      .row {
        flex-wrap: wrap;
      }
      .row qd-field {
        flex-basis: 40%;
      }
    }
  `,
  template: `
    <fieldset>
      <legend>{{ 'records.form.conditions' | transloco }}</legend>
      @for (row of rows(); track $index) {
        <div class="row">
          <qd-field [labelHidden]="true" [label]="'records.form.tested' | transloco">
            <input
              qdInput
              autocomplete="off"
              [attr.list]="fieldList()"
              [value]="row.field"
              (input)="put($index, { field: $any($event.target).value })"
            />
          </qd-field>
          <qd-field [labelHidden]="true" [label]="'records.form.test' | transloco">
            <select qdInput (change)="put($index, { test: $any($event.target).value })">
              @for (test of tests; track test[0]) {
                <option [value]="test[0]" [selected]="test[0] === row.test">{{ test[1] | transloco }}</option>
              }
            </select>
          </qd-field>
          @if (!bare(row)) {
            <qd-field [labelHidden]="true" [label]="'records.form.value' | transloco">
              <input
                qdInput
                autocomplete="off"
                [value]="row.value"
                (input)="put($index, { value: $any($event.target).value })"
              />
            </qd-field>
          }
          <button
            type="button"
            class="qd-button quiet icon"
            [attr.aria-label]="'records.form.drop' | transloco: { number: $index + 1 }"
            (click)="drop($index)"
          >
            <qd-icon [of]="icons.X" />
          </button>
        </div>
      }
      <button type="button" class="qd-button quiet small add" (click)="add()">
        <qd-icon [of]="icons.Plus" [size]="14" />
        {{ 'records.form.addCondition' | transloco }}
      </button>
    </fieldset>
  `,
})
export class ConditionRows {
  readonly rows = input.required<readonly ConditionRow[]>();
  /** The id of a datalist of fields. */
  readonly fieldList = input.required<string>();
  readonly changed = output<readonly ConditionRow[]>();

  protected readonly icons = { Plus, X };
  protected readonly tests = Object.entries(TESTS) as [RecordTest, (typeof TESTS)[RecordTest]][];
  protected readonly bare = isBare;

  protected add(): void {
    this.changed.emit([...this.rows(), NEW_ROW]);
  }

  protected put(place: number, change: Partial<ConditionRow>): void {
    this.changed.emit(this.rows().map((row, at) => (at === place ? { ...row, ...change } : row)));
  }

  protected drop(place: number): void {
    this.changed.emit(this.rows().filter((_, at) => at !== place));
  }
}
