import { ChangeDetectionStrategy, Component, computed, effect, inject, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { formatValue } from '@quarterdeck/sdk';
import type { Restatement } from '@quarterdeck/sdk/api/restatements';
import History from 'lucide/dist/esm/icons/rotate-ccw-clock.mjs';
import { SessionStore } from '../api/session.store';
import { injectMessages } from '../messages/messages';
import { MetricsStore } from '../metrics/metrics.store';
import { seriesText } from '../metrics/series-text';
import { Field, FieldInput } from '../ui/field';
import { Listing } from '../ui/listing';
import { injectLocale } from '../ui/locale';
import { choiceIn, filterOf, PERIODS } from './restatements-address';
import { RestatementsStore } from './restatements.store';

const PERIOD_TEXTS = {
  day: 'restatements.periods.day',
  week: 'restatements.periods.week',
  month: 'restatements.periods.month',
  all: 'restatements.periods.all',
} as const;

/** Numbers that were corrected: what they were, what they became, when and by whom. */
@Component({
  selector: 'qd-restatements-page',
  imports: [Field, FieldInput, Listing, RouterLink, TranslocoPipe],
  providers: [MetricsStore, RestatementsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './restatements-page.css',
  templateUrl: './restatements-page.html',
})
export class RestatementsPage {
  protected readonly store = inject(RestatementsStore);
  protected readonly metrics = inject(MetricsStore);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly messages = injectMessages();
  private readonly locale = injectLocale();
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });

  protected readonly icons = { History };
  protected readonly periods = PERIODS.map((value) => ({ value, text: PERIOD_TEXTS[value] }));
  protected readonly choice = computed(() => choiceIn(this.params()));
  /** A metric that is no more, or was only written into the address, stays chosen. */
  protected readonly names = computed(() => {
    const names = (this.metrics.list() ?? []).map(({ name }) => name);
    const { metric } = this.choice();
    return metric && !names.includes(metric) ? [metric, ...names] : names;
  });
  protected readonly within = computed(() => {
    const { pointsFrom, pointsTo } = this.choice();
    if (!pointsFrom || !pointsTo) return '';
    return new Intl.DateTimeFormat(this.locale(), { dateStyle: 'medium', timeStyle: 'short' }).formatRange(
      new Date(pointsFrom),
      new Date(pointsTo),
    );
  });
  protected readonly rows = computed(() =>
    (this.store.restatements.rows() ?? []).map((restatement) => this.rowOf(restatement)),
  );

  constructor() {
    void this.metrics.load();
    effect(() => {
      const filter = filterOf(this.choice(), Date.now());
      untracked(() => void this.store.restatements.load(filter));
    });
  }

  protected choose(name: 'metric' | 'period', { target }: Event): void {
    const { value } = target as HTMLSelectElement;
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: { [name]: value || null },
      queryParamsHandling: 'merge',
    });
  }

  protected showAllTimes(): void {
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams: { from: null, to: null },
      queryParamsHandling: 'merge',
    });
  }

  private rowOf(restatement: Restatement) {
    const { id, metric, labels, unit, oldValue, newValue, importId } = restatement;
    const written = (value: number) => formatValue(value, unit ? { unit } : {}, this.locale());
    return {
      ...{ id, metric, labels: seriesText(labels), isGone: newValue === null },
      time: this.timeOf(restatement.time),
      oldValue: written(oldValue),
      newValue: newValue === null ? this.messages('restatements.takenAway') : written(newValue),
      change: newValue === null ? '' : signed(newValue - oldValue, written),
      at: this.timeOf(restatement.replacedAt),
      since:
        restatement.knownSince === null
          ? ''
          : this.messages('restatements.knownSince', { date: this.timeOf(restatement.knownSince) }),
      by: this.senderOf(restatement),
      // Imports are the matter of those who edit.
      importId: this.session.canEdit() ? importId : null,
      isImport: importId !== null,
    };
  }

  private senderOf({ by: { kind, name } }: Restatement): string {
    if (kind === 'api-key') return this.messages('restatements.key', { name: name || '–' });
    return kind === 'user' ? name || this.messages('restatements.somebody') : this.messages('restatements.server');
  }

  private timeOf(at: string): string {
    return new Intl.DateTimeFormat(this.locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
  }
}

const signed = (change: number, written: (value: number) => string) =>
  change > 0 ? `+${written(change)}` : written(change);
