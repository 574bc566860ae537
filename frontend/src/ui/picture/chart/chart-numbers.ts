import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { cellAt, readingOf, type ChartPicture, type Field, type Frame } from '@quarterdeck/sdk';
import { isColumns } from '../values/columns';
import { momentText } from '../values/moments';
import type { Scene } from '../scene';
import { listOf, type SeriesOption } from './series-facts';

const ROWS = 1000;

/**
 * The numbers behind a chart, for those who hear the page or want to read them: one table per frame that the chart shows.
 * Only a button, which shows itself when it has the focus, until they are asked for: on a dashboard of twenty charts the
 * tables would cost more than the charts.
 */
@Component({
  selector: 'qd-chart-numbers',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    button:not(:focus-visible, [aria-expanded='true']) {
      position: absolute;
      clip-path: inset(50%);
    }
    button {
      position: absolute;
      z-index: 2;
      top: var(--space-4);
      right: var(--space-4);
    }
    .numbers {
      position: absolute;
      z-index: 1;
      inset: 0;
      overflow: auto;
      background: var(--surface);
    }
    caption {
      padding: var(--space-8);
      text-align: left;
    }
  `,
  template: `
    <button type="button" class="qd-button small" [attr.aria-expanded]="open()" (click)="open.set(!open())">
      {{ (open() ? 'picture.numbers.hide' : 'picture.numbers.show') | transloco }}
    </button>
    @if (open()) {
      <div class="numbers" tabindex="0" role="region" [attr.aria-label]="'picture.numbers.all' | transloco">
        @for (table of tables(); track $index) {
          <table class="qd-table">
            <caption>
              {{
                (table.rest > 0 ? 'picture.numbers.first' : 'picture.numbers.all')
                  | transloco: { rows: table.rows.length }
              }}
            </caption>
            <thead>
              <tr>
                @for (title of table.titles; track $index) {
                  <th scope="col">{{ title }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of table.rows; track $index) {
                <tr>
                  @for (cell of row; track $index) {
                    <td>{{ cell }}</td>
                  }
                </tr>
              }
            </tbody>
          </table>
        }
      </div>
    }
  `,
})
export class ChartNumbers {
  readonly picture = input.required<ChartPicture>();
  readonly frames = input.required<readonly Frame[]>();
  readonly scene = input.required<Scene>();

  protected readonly open = signal(false);
  protected readonly tables = computed(() => numberTables(this.picture(), this.frames(), this.scene()));
}

export interface NumberTable {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many rows are left out. */
  readonly rest: number;
}

export function numberTables(picture: ChartPicture, frames: readonly Frame[], scene: Scene): NumberTable[] {
  const shown = new Map<number, Map<number, string>>();
  for (const { data, name = '' } of listOf<SeriesOption>(picture.option.series)) {
    const refs = isColumns(data) ? data.$columns : [];
    refs.forEach(([frame, field], at) => {
      const fields = shown.get(frame) ?? new Map<number, string>();
      shown.set(frame, fields);
      if (!fields.has(field)) fields.set(field, at === refs.length - 1 ? name : '');
    });
  }
  let left = ROWS;
  return [...shown].flatMap(([at, fields]) => {
    const frame = frames[at];
    if (!frame || left <= 0) return [];
    const table = tableOf(frame, fields, left, scene);
    left -= table.rows.length;
    return [table];
  });
}

function tableOf(
  frame: Frame,
  fields: ReadonlyMap<number, string>,
  most: number,
  { range, locale }: Scene,
): NumberTable {
  const columns = [...fields].flatMap(([at, name]) => {
    const field = frame.fields[at];
    return field ? [{ field, title: name || field.name }] : [];
  });
  const length = Math.min(frame.length, most);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const write = (field: Field, row: number) => {
    const cell = cellAt(field, row);
    const text = readingOf(cell, field.display).text;
    if (text !== undefined || typeof cell !== 'number') return text ?? (cell === null ? '–' : String(cell));
    return field.type === 'time' ? momentText(cell, range.timezone, locale) : number.format(cell);
  };
  return {
    titles: columns.map(({ title }) => title),
    rows: Array.from({ length }, (_, row) => columns.map(({ field }) => write(field, row))),
    rest: frame.length - length,
  };
}
