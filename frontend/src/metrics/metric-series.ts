import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { formatValue } from '@quarterdeck/sdk';
import type { MetricContents, StoredSeries } from '@quarterdeck/sdk/api/metric-contents';
import { SessionStore } from '../api/session.store';
import { injectMessages } from '../messages/messages';
import { Confirm } from '../ui/confirm';
import { Field, FieldInput } from '../ui/field';
import { Listing } from '../ui/listing';
import { injectLocale, injectNumberFormat } from '../ui/locale';
import { TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';
import { MetricStore } from './metric.store';
import { RemovalsStore } from './removals.store';
import { seriesText } from './series-text';

const REST_MS = 200;

/** The series of a metric, found by their labels; an owner may delete one. */
@Component({
  selector: 'qd-metric-series',
  imports: [Field, FieldInput, Listing, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .filter {
      padding: 0 var(--space-16) var(--space-12);
    }
    .labels {
      min-width: 160px;
      overflow-wrap: anywhere;
    }
    .labels span {
      display: inline-block;
      margin: 1px var(--space-8) 1px 0;
    }
    .labels b {
      font-weight: 500;
    }
    .label-name {
      color: var(--muted);
    }
    td {
      white-space: nowrap;
    }
    td.labels {
      white-space: normal;
    }
    .deed {
      text-align: right;
    }
    .narrow {
      display: none;
    }
    td small {
      display: block;
      color: var(--muted);
      font-size: var(--text-12);
    }
    .qd-table tr > :first-child {
      padding-left: var(--space-16);
    }
    @media (max-width: 720px) {
      .qd-table.stacks tr > :first-child {
        flex: 1 0 100%;
        padding: 0;
      }
      .qd-table.stacks td {
        color: var(--muted);
        font-size: var(--text-12);
      }
      .qd-table.stacks td.labels {
        color: var(--ink);
        font-size: var(--text-13);
      }
      td small,
      .narrow {
        display: inline;
      }
    }
  `,
  template: `
    <qd-listing
      [heading]="'metrics.seriesHeading' | transloco"
      [intro]="'metrics.seriesIntro' | transloco"
      [list]="store.series"
      [refusal]="failure()"
      [emptyHeading]="(search() ? 'metrics.noSeriesFound' : 'metrics.noSeries') | transloco"
      [emptyText]="(search() ? 'metrics.noSeriesFoundText' : 'metrics.noSeriesText') | transloco"
      [moreText]="'metrics.moreSeries' | transloco"
    >
      @if (metric().seriesCount > 5) {
        <div class="filter" listingFilter>
          <qd-field [labelHidden]="true" [label]="'metrics.searchSeries' | transloco">
            <input
              qdInput
              type="search"
              [placeholder]="'metrics.searchSeries' | transloco"
              [value]="search()"
              (input)="type($event)"
            />
          </qd-field>
        </div>
      }
      <table class="qd-table stacks">
        <thead>
          <tr>
            <th scope="col">{{ 'metrics.labels' | transloco }}</th>
            <th scope="col" class="number">{{ 'metrics.points' | transloco }}</th>
            <th scope="col">{{ 'metrics.first' | transloco }}</th>
            <th scope="col">{{ 'metrics.last' | transloco }}</th>
            @if (session.isOwner()) {
              <th scope="col">
                <span class="qd-spoken">{{ 'metrics.actions' | transloco }}</span>
              </th>
            }
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.series.id) {
            <tr>
              <td class="labels">
                @for (label of row.labels; track label[0]) {
                  <span
                    ><span class="label-name">{{ label[0] }}</span> <b>{{ label[1] }}</b></span
                  >
                } @empty {
                  <span class="label-name">{{ 'metrics.noLabels' | transloco }}</span>
                }
              </td>
              <td class="number">
                {{ row.points }}<span class="narrow">&ngsp;{{ 'metrics.pointsWord' | transloco }}</span>
              </td>
              <td>{{ row.first }}</td>
              <td>
                {{ row.value }}
                @if (row.series.lastAt; as at) {
                  <small><qd-time-ago [at]="at" /></small>
                }
              </td>
              @if (session.isOwner()) {
                <td class="deed">
                  <button
                    type="button"
                    class="qd-button quiet small danger"
                    [attr.aria-label]="'metrics.deleteSeriesLabel' | transloco: { name: row.name }"
                    (click)="remove(row.series, row.name)"
                  >
                    {{ 'metrics.deleteShort' | transloco }}
                  </button>
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
    </qd-listing>
  `,
})
export class MetricSeries {
  readonly metric = input.required<MetricContents>();

  protected readonly store = inject(MetricStore);
  protected readonly session = inject(SessionStore);
  private readonly removals = inject(RemovalsStore);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly locale = injectLocale();
  private readonly numbers = injectNumberFormat();
  protected readonly search = signal('');
  protected readonly failure = signal<unknown>(undefined);
  private readonly name = computed(() => this.metric().name);
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly rows = computed(() => {
    const date = new Intl.DateTimeFormat(this.locale(), { dateStyle: 'medium' });
    const { unit } = this.metric();
    return (this.store.series.rows() ?? []).map((series) => ({
      series,
      name: seriesText(series.labels) || this.messages('metrics.noLabels'),
      labels: Object.entries(series.labels),
      points: this.numbers().format(series.points),
      first: series.firstAt === null ? '–' : date.format(new Date(series.firstAt)),
      value: formatValue(series.lastValue, unit ? { unit } : {}, this.locale()),
    }));
  });

  constructor() {
    effect(() => {
      const name = this.name();
      untracked(() => void this.store.series.load({ name, search: '' }));
    });
  }

  protected type({ target }: Event): void {
    this.search.set((target as HTMLInputElement).value);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.store.series.load({ name: this.name(), search: this.search().trim() });
    }, REST_MS);
  }

  protected async remove(series: StoredSeries, name: string): Promise<void> {
    const agreed = await this.confirm.ask({
      heading: this.messages('metrics.deleteSeriesHeading', { name }),
      text: this.messages('metrics.deleteSeriesText', { points: this.numbers().format(series.points) }),
      action: this.messages('metrics.deleteSubmit'),
    });
    if (!agreed) return;
    this.failure.set(undefined);
    try {
      await this.store.removeSeries(this.name(), series.id);
      this.toasts.say(this.messages('metrics.deleted', { name }));
      await this.removals.follow();
    } catch (error) {
      this.failure.set(error);
    }
  }
}
