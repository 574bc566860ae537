import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Held } from './series-choice';
import type { SeriesFacts } from './series-facts';

/** The legend as a table: each series with its last, lowest, highest and mean value. Pointing at a row points at its line. */
@Component({
  selector: 'qd-chart-legend',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.names]': 'namesOnly()' },
  styles: `
    :host {
      display: block;
      flex: none;
      max-height: 38%;
      overflow: auto;
      scrollbar-width: thin;
    }
    :host-context(.printed) {
      max-height: none;
      overflow: hidden;
    }
    table {
      width: 100%;
      border-collapse: collapse;
      font-size: var(--text-12);
      line-height: 16px;
    }
    th,
    td {
      padding: 2px 0 2px var(--space-16);
      text-align: right;
      white-space: nowrap;
    }
    @media (max-width: 720px) {
      th,
      td {
        padding-left: var(--space-8);
      }
    }
    th:first-child {
      position: sticky;
      left: 0;
      width: 100%;
      min-width: 104px;
      max-width: 0;
      padding-left: 0;
      background: var(--surface);
      overflow: hidden;
      text-align: left;
      text-overflow: ellipsis;
    }
    thead th {
      position: sticky;
      z-index: 1;
      top: 0;
      background: var(--surface);
      color: var(--muted);
      font-weight: 400;
    }
    tbody th {
      font-weight: 400;
    }
    thead th:first-child {
      z-index: 2;
    }
    button {
      max-width: 100%;
      padding: 0;
      border: 0;
      background: none;
      overflow: hidden;
      text-align: left;
      text-overflow: ellipsis;
      white-space: nowrap;
      cursor: pointer;
    }
    button:focus-visible {
      outline-offset: -2px;
    }
    /* Not shown in the chart, and no less true. */
    .hidden :is(th, td) {
      color: var(--muted);
    }
    .hidden button {
      text-decoration: line-through;
    }
    .hidden i {
      opacity: 0.3;
    }
    tbody tr:hover {
      background: var(--hover);
    }
    tbody tr:hover th {
      background: linear-gradient(var(--hover), var(--hover)) var(--surface);
    }
    td:nth-child(2) {
      font-weight: 600;
    }
    :host(.names) :is(td, thead) {
      display: none;
    }
    i {
      display: inline-block;
      width: 10px;
      height: 3px;
      margin-right: var(--space-8);
      border-radius: 1px;
      vertical-align: middle;
    }
  `,
  template: `
    <table>
      <thead>
        <tr>
          <th scope="col">
            {{ 'picture.legend.series' | transloco }}
            @if (word()) {
              · {{ word() }}
            }
          </th>
          <th scope="col">{{ 'picture.legend.last' | transloco }}</th>
          <th scope="col">{{ 'picture.legend.min' | transloco }}</th>
          <th scope="col">{{ 'picture.legend.max' | transloco }}</th>
          <th scope="col">{{ 'picture.legend.mean' | transloco }}</th>
        </tr>
      </thead>
      <tbody>
        @for (fact of facts(); track $index) {
          <tr
            [class.hidden]="hidden().has(fact.name)"
            (pointerenter)="pointed.emit($index)"
            (pointerleave)="pointed.emit(null)"
          >
            <th scope="row" [title]="fact.name">
              @if (still() || facts().length < 2) {
                <i [style.background]="fact.color"></i>{{ fact.name }}
              } @else {
                <button
                  type="button"
                  [attr.aria-pressed]="!hidden().has(fact.name)"
                  [attr.aria-description]="'layout.legend.keys' | transloco"
                  (click)="chosen.emit({ name: fact.name, held: $event })"
                >
                  <i [style.background]="fact.color"></i>{{ fact.name }}
                </button>
              }
            </th>
            <td [title]="fact.formatter.full(fact.last)">
              {{ word() ? fact.glance(fact.last) : fact.formatter.short(fact.last) }}
            </td>
            <td [title]="fact.formatter.full(fact.min)">
              {{ word() ? fact.glance(fact.min) : fact.formatter.short(fact.min) }}
            </td>
            <td [title]="fact.formatter.full(fact.max)">
              {{ word() ? fact.glance(fact.max) : fact.formatter.short(fact.max) }}
            </td>
            <td [title]="fact.formatter.full(fact.mean)">
              {{ word() ? fact.glance(fact.mean) : fact.formatter.short(fact.mean) }}
            </td>
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class ChartLegend {
  readonly facts = input.required<readonly SeriesFacts[]>();
  /** The unit that all series share, said once in the head; their numbers go without it. */
  protected readonly word = computed(() => {
    const [word = '', ...others] = new Set(this.facts().map((fact) => fact.word));
    return others.length === 0 ? word : '';
  });
  /** Of categories there is no last value and no mean: their names are all there is to say. */
  readonly namesOnly = input(false);
  /** The names of the series that the chart does not show for now. */
  readonly hidden = input<ReadonlySet<string>>(new Set());
  /** On paper nothing can be pressed. */
  readonly still = input(false);
  /** A series was pressed, and with which keys held. */
  readonly chosen = output<{ readonly name: string; readonly held: Held }>();
  /** The place of the series pointed at; null when none is. */
  readonly pointed = output<number | null>();
}
