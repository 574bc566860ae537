import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { KNOWN_UNITS, unitName } from '../ui/unit-text';
import type { ColumnDraft, DraftProblem, ImportDraft, Use } from './import-draft';

export interface ColumnChange {
  readonly at: number;
  readonly change: Partial<ColumnDraft>;
}

const USES = [
  ['time', 'imports.columns.time'],
  ['value', 'imports.columns.value'],
  ['label', 'imports.columns.label'],
  ['ignore', 'imports.columns.ignore'],
] as const;
const PROBLEMS = {
  noTime: 'imports.columns.noTime',
  noValue: 'imports.columns.noValue',
  nameWrong: 'imports.columns.nameWrong',
  nameTwice: 'imports.columns.nameTwice',
  labelMissing: 'imports.columns.labelMissing',
} as const;

/** What each column is: the time, a value with its metric and unit, a label, or nothing. */
@Component({
  selector: 'qd-columns-form',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './columns-form.css',
  templateUrl: './columns-form.html',
})
export class ColumnsForm {
  readonly draft = input.required<ImportDraft>();
  /** The names in the file, or numbers where it has none. */
  readonly titles = input.required<readonly string[]>();
  readonly problems = input.required<ReadonlyMap<number, DraftProblem>>();
  readonly changed = output<ColumnChange>();
  protected readonly uses = USES;
  protected readonly units = KNOWN_UNITS.map(unitName);

  protected problem(at: number): (typeof PROBLEMS)[DraftProblem] | '' {
    const problem = this.problems().get(at);
    return problem ? PROBLEMS[problem] : '';
  }

  protected use(at: number, use: string): void {
    this.changed.emit({ at, change: { use: use as Use } });
  }
}
