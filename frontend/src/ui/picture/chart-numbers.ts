import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { cellAt, type ChartPicture, type Frame } from '@quarterdeck/sdk';
import { isColumns } from './columns';
import { momentText } from './moments';
import type { Scene } from './scene';
import { listOf, type SeriesOption } from './series-facts';

const ROWS = 200;

/** The numbers behind a chart, for those who hear the page: one table per frame that the chart shows. */
@Component({
  selector: 'qd-chart-numbers',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { class: 'qd-spoken' },
  template: `
    @for (table of tables(); track $index) {
      <table>
        <caption>
          {{
            (table.rest > 0 ? 'picture.numbers.first' : 'picture.numbers.all') | transloco: { rows: table.rows.length }
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
  `,
})
export class ChartNumbers {
  readonly picture = input.required<ChartPicture>();
  readonly frames = input.required<readonly Frame[]>();
  readonly scene = input.required<Scene>();

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
  const write = (cell: string | number | boolean | null, isTime: boolean) => {
    if (typeof cell !== 'number') return cell === null ? '–' : String(cell);
    return isTime ? momentText(cell, range.timezone, locale) : number.format(cell);
  };
  return {
    titles: columns.map(({ title }) => title),
    rows: Array.from({ length }, (_, row) =>
      columns.map(({ field }) => write(cellAt(field, row), field.type === 'time')),
    ),
    rest: frame.length - length,
  };
}
