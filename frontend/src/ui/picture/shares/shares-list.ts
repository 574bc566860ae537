import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { ValueText } from '../values/value-text';
import type { Share } from './shares';

/** The slices of a pie beside it: each with its name, its value and its share, however small the pie is. */
@Component({
  selector: 'qd-shares-list',
  imports: [TranslocoPipe, ValueText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: block;
      align-self: center;
      min-width: 0;
      max-height: 100%;
      overflow: auto;
      scrollbar-width: thin;
    }
    table {
      width: 100%;
      border-collapse: collapse;
      font-size: var(--text-12);
      line-height: 16px;
      font-variant-numeric: tabular-nums;
    }
    th,
    td {
      padding: 2px 0 2px var(--space-12);
      font-weight: 400;
      text-align: right;
      white-space: nowrap;
    }
    th[scope='row'] {
      width: 100%;
      max-width: 0;
      min-width: 80px;
      padding-left: 0;
      overflow: hidden;
      text-align: left;
      text-overflow: ellipsis;
    }
    td + td {
      color: var(--muted);
    }
    tr:hover {
      background: var(--hover);
    }
    svg {
      width: 10px;
      height: 10px;
      margin-right: var(--space-8);
      vertical-align: -1px;
    }
  `,
  template: `
    <table>
      <thead class="qd-spoken">
        <tr>
          <th scope="col">{{ 'display.shares.name' | transloco }}</th>
          <th scope="col">{{ 'display.shares.value' | transloco }}</th>
          <th scope="col">{{ 'display.shares.share' | transloco }}</th>
          @if (isCompared()) {
            <th scope="col">{{ 'display.shares.change' | transloco }}</th>
          }
        </tr>
      </thead>
      <tbody>
        @for (slice of slices(); track $index) {
          <tr (pointerenter)="pointed.emit($index)" (pointerleave)="pointed.emit(null)">
            <th scope="row" [title]="slice.name">
              <svg aria-hidden="true"><rect width="10" height="10" rx="2" [attr.fill]="slice.color" /></svg
              >{{ slice.name }}
            </th>
            <td [title]="slice.full"><qd-value-text [text]="slice.text" [links]="slice.links" /></td>
            <td>{{ slice.share }}</td>
            @if (isCompared()) {
              <td [title]="slice.then">{{ slice.change || '–' }}</td>
            }
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class SharesList {
  readonly slices = input.required<readonly Share[]>();
  protected readonly isCompared = computed(() => this.slices().some(({ change }) => change !== undefined));
  /** The place of the slice pointed at; null when none is. */
  readonly pointed = output<number | null>();
}
