import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { formatValue } from '@quarterdeck/sdk';
import type { Metric } from '@quarterdeck/sdk/api/metrics';
import ChartLine from 'lucide/dist/esm/icons/chart-line.mjs';
import { SessionStore } from '../api/session.store';
import { foundMetrics } from '../dashboards/edit/metrics/metric-search';
import { injectMessages } from '../messages/messages';
import { Field, FieldInput } from '../ui/field';
import { Listing, type Listed } from '../ui/listing';
import { injectLocale, injectNumberFormat } from '../ui/locale';
import { TimeAgo } from '../ui/time-ago';
import { unitName } from '../ui/unit-text';
import { additivityOf } from './consequences';
import { ADDITIVITIES, AGGREGATES, KINDS } from './metric-words';
import { MetricsStore } from './metrics.store';
import { RemovalsNote } from './removals-note';
import { RemovalsStore } from './removals.store';

const AT_ONCE = 100;

/** The metrics of the workspace: what they are, how many series they have, when the last point came, how long they are kept. */
@Component({
  selector: 'qd-metrics-page',
  imports: [Field, FieldInput, Listing, RemovalsNote, RouterLink, TimeAgo, TranslocoPipe],
  providers: [MetricsStore, RemovalsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './metrics-page.css',
  templateUrl: './metrics-page.html',
})
export class MetricsPage {
  protected readonly store = inject(MetricsStore);
  protected readonly session = inject(SessionStore);
  private readonly messages = injectMessages();
  private readonly locale = injectLocale();
  private readonly numbers = injectNumberFormat();
  protected readonly icons = { ChartLine };
  protected readonly search = signal('');
  private readonly most = signal(AT_ONCE);
  private readonly found = computed(() => foundMetrics(this.store.list() ?? [], this.search()));
  protected readonly rows = computed(() =>
    this.found()
      .slice(0, this.most())
      .map((metric) => this.rowOf(metric)),
  );
  protected readonly hasMany = computed(() => (this.store.list()?.length ?? 0) > 5);
  protected readonly nothing = computed(() =>
    this.search()
      ? { heading: this.messages('metrics.noneFound'), text: this.messages('metrics.noneFoundText') }
      : { heading: this.messages('metrics.empty.heading'), text: this.messages('metrics.empty.text') },
  );
  protected readonly listed: Listed = {
    count: () => (this.store.list() === null ? null : this.found().length),
    failure: () => this.store.failure(),
    hasMore: () => this.found().length > this.most(),
    again: () => this.store.load(),
    more: () => {
      this.most.update((most) => most + AT_ONCE);
    },
  };

  constructor() {
    void this.store.load();
    inject(RemovalsStore)
      .follow()
      .catch(() => undefined);
  }

  protected type({ target }: Event): void {
    this.search.set((target as HTMLInputElement).value);
    this.most.set(AT_ONCE);
  }

  private rowOf({ unit, keepDays, ...metric }: Metric) {
    return {
      metric,
      unit: unitName(unit),
      kind: KINDS[metric.kind].text,
      adds: ADDITIVITIES[additivityOf({ unit, additivity: metric.additivity })].short,
      aggregate: AGGREGATES[metric.defaultAggregate],
      series: this.numbers().format(metric.seriesCount),
      // The last value of one of several series would be any of them, and another one the next time.
      value: metric.seriesCount > 1 ? '' : formatValue(metric.lastValue, unit ? { unit } : {}, this.locale()),
      isForever: keepDays === null,
      kept: keepDays === null ? this.messages('metrics.forever') : this.messages('metrics.days', { days: keepDays }),
    };
  }
}
