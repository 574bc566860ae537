import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { cellAt, readingOf, type ChartPicture, type Field, type Frame } from '@quarterdeck/sdk';
import { injectMessages } from '../../../messages/messages';
import { fieldAt, isColumns } from '../values/columns';
import { momentText } from '../values/moments';
import type { Scene } from '../scene';
import type { EarlierBars } from './earlier-bars';
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
  /** What bars in categories said at an earlier time, in the order of the series. */
  readonly earlier = input<readonly (EarlierBars | null)[]>([]);
  private readonly messages = injectMessages();
  protected readonly tables = computed(() =>
    numberTables(this.picture(), this.frames(), this.scene(), {
      bars: this.earlier(),
      title: (name) => this.messages('picture.numbers.earlier', { name }),
    }),
  );
}

export interface NumberTable {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many rows are left out. */
  readonly rest: number;
}

interface Earlier {
  readonly bars: readonly (EarlierBars | null)[];
  title(name: string): string;
}
interface Shown {
  readonly name: string;
  readonly then?: EarlierBars['values'] | undefined;
}

export function numberTables(
  picture: ChartPicture,
  frames: readonly Frame[],
  scene: Scene,
  earlier: Earlier,
): NumberTable[] {
  const shown = new Map<number, Map<number, Shown>>();
  for (const [series, { data, name = '' }] of listOf<SeriesOption>(picture.option.series).entries()) {
    const refs = isColumns(data) ? data.$columns : [];
    // Lying bars name their value before their category.
    const value = refs.findLast((ref) => fieldAt(frames, ref)?.type === 'number');
    for (const ref of refs) {
      const [frame, field] = ref;
      const fields = shown.get(frame) ?? new Map<number, Shown>();
      shown.set(frame, fields);
      if (!fields.has(field))
        fields.set(field, ref === value ? { name, then: earlier.bars[series]?.values } : { name: '' });
    }
  }
  let left = ROWS;
  return [...shown].flatMap(([at, fields]) => {
    const frame = frames[at];
    if (!frame || left <= 0) return [];
    const table = tableOf(frame, fields, left, scene, earlier);
    left -= table.rows.length;
    return [table];
  });
}

function tableOf(
  frame: Frame,
  fields: ReadonlyMap<number, Shown>,
  most: number,
  { range, locale }: Scene,
  earlier: Earlier,
): NumberTable {
  const length = Math.min(frame.length, most);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const write = (field: Field, row: number) => {
    const cell = cellAt(field, row);
    const text = readingOf(cell, field.display).text;
    if (text !== undefined || typeof cell !== 'number') return text ?? (cell === null ? '–' : String(cell));
    return field.type === 'time' ? momentText(cell, range.timezone, locale) : number.format(cell);
  };
  const columns = [...fields].flatMap(([at, { name, then }]) => {
    const field = frame.fields[at];
    if (!field) return [];
    const title = name || field.name;
    const now = { title, text: (row: number) => write(field, row) };
    if (then?.length !== frame.length) return now;
    const before = (row: number) => (typeof then[row] === 'number' ? number.format(then[row]) : '–');
    return [now, { title: earlier.title(title), text: before }];
  });
  return {
    titles: columns.map(({ title }) => title),
    rows: Array.from({ length }, (_, row) => columns.map(({ text }) => text(row))),
    rest: frame.length - length,
  };
}
