import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { SeriesFacts } from './series-facts';

/** The legend as a table: each series with its last, lowest, highest and mean value. Pointing at a row points at its line. */
@Component({
  selector: 'qd-chart-legend',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
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
    tbody tr:hover {
      background: var(--hover);
    }
    tbody tr:hover th {
      background: linear-gradient(var(--hover), var(--hover)) var(--surface);
    }
    td:nth-child(2) {
      font-weight: 600;
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
          <tr (pointerenter)="pointed.emit($index)" (pointerleave)="pointed.emit(null)">
            <th scope="row" [title]="fact.name"><i [style.background]="fact.color"></i>{{ fact.name }}</th>
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
  /** The place of the series pointed at; null when none is. */
  readonly pointed = output<number | null>();
}
