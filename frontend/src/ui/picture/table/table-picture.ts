import {
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Frame, TablePicture as Table } from '@quarterdeck/sdk';
import { injectMessages } from '../../../messages/messages';
import type { EarlierPicture } from '../chart/earlier';
import { injectSize } from '../element-size';
import type { Scene } from '../scene';
import { StateMark } from '../state-mark';
import { matching, rowOrder, searchLines, tableColumns, type Sorting } from './table-cells';
import { withChanges } from './table-changes';
import { ValueText } from '../values/value-text';

const ROW = 28;
/** Above so many rows only those in sight stand on the page. */
const ALL_AT_ONCE = 200;
const AROUND = 12;
const FEWEST_TO_SEARCH = 8;
const LEAST_HEIGHT = 140;

/** Rows of a frame. Sorts by presses on a heading (the third gives back the order they came in) and searches; on paper it shows as many rows as fit and says how many are left out. */
@Component({
  selector: 'qd-table-picture',
  imports: [StateMark, TranslocoPipe, ValueText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './table-picture.css',
  template: `
    @if (isSearchable()) {
      <div class="search">
        <input
          type="search"
          [attr.aria-label]="'picture.search.label' | transloco"
          [placeholder]="'picture.search.label' | transloco"
          [value]="query()"
          (input)="search($event)"
        />
        <span role="status">{{ found() }}</span>
      </div>
    }
    <div
      #frame
      class="frame"
      role="region"
      [attr.tabindex]="scene().print ? null : 0"
      [attr.aria-label]="label() || ('picture.table' | transloco)"
      (scroll)="scrolled($event)"
    >
      <table [attr.aria-rowcount]="order().length + 1">
        <thead>
          <tr>
            @for (column of columns(); track $index) {
              <th scope="col" [class.number]="column.isNumber" [attr.aria-sort]="sortOf($index)">
                @if (scene().print) {
                  {{ column.title }} <span class="unit">{{ column.unit }}</span>
                } @else {
                  <button type="button" [attr.aria-label]="column.spoken ?? null" (click)="sortBy($index)">
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
  /** The same table of an earlier time, where the reader compares. */
  readonly earlier = input<EarlierPicture<Table> | null>(null);
  readonly label = input('');

  protected readonly row = ROW;
  private readonly frame = viewChild.required<ElementRef<HTMLElement>>('frame');
  private readonly messages = injectMessages();
  private readonly size = injectSize();
  private readonly changeWords = {
    title: this.messages('display.change.title'),
    of: (name: string) => this.messages('display.change.of', { name }),
  };
  private readonly sorting = signal<Sorting | null>(null);
  protected readonly length = computed(() => this.frames()[this.picture().frame]?.length ?? 0);
  protected readonly columns = computed(() => {
    const [scene, earlier] = [this.scene(), this.earlier()];
    const columns = tableColumns(this.picture(), this.frames(), scene);
    return earlier ? withChanges(columns, this.length(), earlier, scene, this.changeWords) : columns;
  });
  protected readonly query = signal('');
  private readonly lines = computed(() => searchLines(this.length(), this.columns(), this.scene().locale));
  private readonly all = computed(() => rowOrder(this.length(), this.columns(), this.sorting(), this.scene().locale));
  /** The rows to show: sorted, and those that hold what is searched for. */
  protected readonly order = computed(() => {
    const words = this.isSearchable() ? this.query().trim() : '';
    return words ? matching(this.all(), this.lines(), words, this.scene().locale) : this.all();
  });
  /** A few rows are seen at once, and a low panel has no room to spare. Paper shows them all. */
  protected readonly isSearchable = computed(
    () => !this.scene().print && this.length() > FEWEST_TO_SEARCH && (this.size()?.height ?? 0) >= LEAST_HEIGHT,
  );
  /** Another order begins at its top. */
  private readonly top = linkedSignal({
    source: () => `${JSON.stringify(this.sorting())} ${this.query()}`,
    computation: () => 0,
  });

  private readonly inSight = computed(() => Math.ceil((this.size()?.height ?? 240) / ROW));
  protected readonly before = computed(() =>
    this.scene().print || this.order().length <= ALL_AT_ONCE ? 0 : Math.max(0, Math.floor(this.top() / ROW) - AROUND),
  );
  protected readonly shown = computed(() => {
    if (this.scene().print) return this.order().slice(0, this.onPaper());
    if (this.order().length <= ALL_AT_ONCE) return this.order();
    return this.order().slice(this.before(), this.before() + this.inSight() + 2 * AROUND);
  });
  protected readonly after = computed(() =>
    this.scene().print ? 0 : Math.max(0, this.order().length - this.before() - this.shown().length),
  );

  /** How many rows hold what is searched for; empty while nothing is. */
  protected readonly found = computed(() => {
    if (!this.query().trim()) return '';
    const write = (count: number) => new Intl.NumberFormat(this.scene().locale).format(count);
    return this.messages('picture.search.found', { count: write(this.order().length), all: write(this.length()) });
  });

  protected readonly left = computed(() =>
    new Intl.NumberFormat(this.scene().locale).format(this.length() - this.shown().length),
  );

  protected scrolled(event: Event): void {
    const { scrollTop } = event.target as HTMLElement;
    this.top.set(Math.floor(scrollTop / (ROW * 4)) * ROW * 4);
  }

  protected search(event: Event): void {
    this.query.set((event.target as HTMLInputElement).value);
    this.toTop();
  }

  protected sortBy(column: number): void {
    const falls = this.columns()[column]?.isNumber ?? false;
    this.sorting.update((old) => {
      if (old?.column !== column) return { column, falling: falls };
      return old.falling === falls ? { column, falling: !falls } : null;
    });
    this.toTop();
  }

  private toTop(): void {
    this.frame().nativeElement.scrollTop = 0;
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
