import { ChangeDetectionStrategy, Component, computed, input, linkedSignal, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Frame, TablePicture as Table } from '@quarterdeck/sdk';
import { injectSize } from './element-size';
import type { Scene } from './scene';
import { StateMark } from './state-mark';
import { rowOrder, tableColumns, type Sorting } from './table-cells';
import { ValueText } from './value-text';

const ROW = 28;
/** Above so many rows only those in sight stand on the page. */
const ALL_AT_ONCE = 200;
const AROUND = 12;

/** Rows of a frame. Sorts by a click on a heading; on paper it shows as many rows as fit and says how many are left out. */
@Component({
  selector: 'qd-table-picture',
  imports: [StateMark, TranslocoPipe, ValueText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './table-picture.css',
  template: `
    <div
      class="frame"
      role="region"
      [attr.tabindex]="scene().print ? null : 0"
      [attr.aria-label]="label() || ('picture.table' | transloco)"
      (scroll)="scrolled($event)"
    >
      <table [attr.aria-rowcount]="length() + 1">
        <thead>
          <tr>
            @for (column of columns(); track $index) {
              <th scope="col" [class.number]="column.isNumber" [attr.aria-sort]="sortOf($index)">
                @if (scene().print) {
                  {{ column.title }} <span class="unit">{{ column.unit }}</span>
                } @else {
                  <button type="button" (click)="sortBy($index)">
                    {{ column.title }} <span class="unit">{{ column.unit }}</span>
                    <span class="arrow" aria-hidden="true">{{ arrowOf($index) }}</span>
                  </button>
                }
              </th>
            }
          </tr>
        </thead>
        <tbody>
          @if (before() > 0) {
            <tr aria-hidden="true">
              <td class="spacer" [attr.colspan]="columns().length" [style.height.px]="before() * row"></td>
            </tr>
          }
          @for (at of shown(); track at) {
            <tr>
              @for (column of columns(); track $index) {
                @let reading = column.reading(at);
                <td [class]="reading.state ?? ''" [class.number]="column.isNumber" [title]="reading.label ?? ''">
                  @if (reading.state; as state) {
                    <qd-state-mark [state]="state" [size]="12" />
                  }
                  @if (column.field.display?.links) {
                    <qd-value-text [text]="column.text(at)" [links]="column.links(at)" />
                  } @else {
                    {{ column.text(at) }}
                  }
                </td>
              }
            </tr>
          }
          @if (after() > 0) {
            <tr aria-hidden="true">
              <td class="spacer" [attr.colspan]="columns().length" [style.height.px]="after() * row"></td>
            </tr>
          }
        </tbody>
      </table>
    </div>
    @if (scene().print && length() > shown().length) {
      <p class="rest">{{ 'picture.moreRows' | transloco: { count: left() } }}</p>
    }
  `,
})
export class TablePicture {
  readonly picture = input.required<Table>();
  readonly frames = input.required<readonly Frame[]>();
  readonly scene = input.required<Scene>();
  readonly label = input('');

  protected readonly row = ROW;
  private readonly size = injectSize();
  private readonly sorting = signal<Sorting | null>(null);
  protected readonly columns = computed(() => tableColumns(this.picture(), this.frames(), this.scene()));
  protected readonly length = computed(() => this.frames()[this.picture().frame]?.length ?? 0);
  private readonly order = computed(() => rowOrder(this.length(), this.columns(), this.sorting(), this.scene().locale));
  /** Another order begins at its top. */
  private readonly top = linkedSignal({ source: this.sorting, computation: () => 0 });

  private readonly inSight = computed(() => Math.ceil((this.size()?.height ?? 240) / ROW));
  protected readonly before = computed(() =>
    this.scene().print || this.length() <= ALL_AT_ONCE ? 0 : Math.max(0, Math.floor(this.top() / ROW) - AROUND),
  );
  protected readonly shown = computed(() => {
    if (this.scene().print) return this.order().slice(0, this.onPaper());
    if (this.length() <= ALL_AT_ONCE) return this.order();
    return this.order().slice(this.before(), this.before() + this.inSight() + 2 * AROUND);
  });
  protected readonly after = computed(() =>
    this.scene().print ? 0 : Math.max(0, this.length() - this.before() - this.shown().length),
  );

  protected readonly left = computed(() =>
    new Intl.NumberFormat(this.scene().locale).format(this.length() - this.shown().length),
  );

  protected scrolled(event: Event): void {
    const { scrollTop } = event.target as HTMLElement;
    this.top.set(Math.floor(scrollTop / (ROW * 4)) * ROW * 4);
  }

  protected sortBy(column: number): void {
    const falls = this.columns()[column]?.isNumber ?? false;
    this.sorting.update((old) =>
      old?.column === column ? { column, falling: !old.falling } : { column, falling: falls },
    );
  }

  protected sortOf(column: number): 'ascending' | 'descending' | null {
    const sorting = this.sorting();
    if (sorting?.column !== column) return null;
    return sorting.falling ? 'descending' : 'ascending';
  }

  protected arrowOf(column: number): string {
    const sort = this.sortOf(column);
    return sort === null ? '' : sort === 'ascending' ? '↑' : '↓';
  }

  /** The heading takes a row, and so does the line that says how many are left out. */
  private onPaper(): number {
    const room = Math.floor((this.size()?.height ?? 240) / 22) - 1;
    return this.length() <= room ? this.length() : Math.max(1, room - 1);
  }
}
