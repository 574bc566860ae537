import { ChangeDetectionStrategy, Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { formatValue } from '@quarterdeck/sdk';
import type { MetricContents } from '@quarterdeck/sdk/api/metric-contents';
import ChevronLeft from 'lucide/dist/esm/icons/chevron-left.mjs';
import { ApiError } from '../api/api-client';
import { SessionStore } from '../api/session.store';
import { injectMessages } from '../messages/messages';
import { Dialogs } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import { injectLocale, injectNumberFormat } from '../ui/locale';
import { NotFound } from '../ui/not-found';
import { PageTitle } from '../ui/page-title';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';
import { TypedConfirm, type TypedQuestion } from '../ui/typed-confirm';
import { unitName } from '../ui/unit-text';
import { DefinitionForm } from './definition-form';
import { lookAt } from './look-at';
import { MetricSeries } from './metric-series';
import { ADDITIVITIES, AGGREGATES, KINDS } from './metric-words';
import { MetricStore } from './metric.store';
import { RemovalsNote } from './removals-note';
import { RemovalsStore } from './removals.store';
import { RetentionForm } from './retention-form';

const STILL_SENT_MS = 600_000;

/** One metric: what it is, its series, who shows it, how long it is kept, and the way to delete it. */
@Component({
  selector: 'qd-metric-page',
  imports: [
    DefinitionForm,
    ErrorNote,
    Icon,
    MetricSeries,
    NotFound,
    RemovalsNote,
    RetentionForm,
    RouterLink,
    Skeleton,
    TimeAgo,
    TranslocoPipe,
  ],
  providers: [MetricStore, RemovalsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrls: ['../settings/settings-section.css', './metric-page.css'],
  templateUrl: './metric-page.html',
})
export class MetricPage {
  /** From the address. */
  readonly name = input.required<string>();

  protected readonly store = inject(MetricStore);
  protected readonly session = inject(SessionStore);
  private readonly removals = inject(RemovalsStore);
  private readonly dialogs = inject(Dialogs);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly locale = injectLocale();
  private readonly numbers = injectNumberFormat();
  protected readonly icons = { ChevronLeft };

  protected readonly isMissing = computed(() => {
    const failure = this.store.failure();
    return failure instanceof ApiError && [400, 404].includes(failure.status);
  });
  protected readonly facts = computed(() => {
    const metric = this.store.metric();
    return metric && this.factsOf(metric);
  });
  /** Dashboards with the panels that ask the metric. */
  protected readonly uses = computed(() => {
    const uses = this.store.uses() ?? [];
    return [...new Map(uses.map(({ dashboardId, title }) => [dashboardId, title]))].map(([id, title]) => ({
      ...{ id, title },
      panels: uses.filter(({ dashboardId }) => dashboardId === id),
    }));
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const name = this.name();
      title.set(name);
      untracked(() => {
        void this.store.load(name);
        this.removals.follow().catch(() => undefined);
      });
    });
  }

  protected async delete(metric: MetricContents): Promise<void> {
    const { name } = metric;
    const question: TypedQuestion = {
      heading: this.messages('metrics.deleteHeading', { name }),
      texts: this.warnings(metric),
      name,
      label: this.messages('metrics.deleteName', { name }),
      wrong: this.messages('metrics.deleteWrong'),
      action: this.messages('metrics.deleteSubmit'),
      run: (typed) => this.store.remove(name, typed),
    };
    if (!(await this.dialogs.open<boolean>(TypedConfirm, question))) return;
    this.toasts.say(this.messages('metrics.deleted', { name }));
    await this.router.navigate(['/settings/metrics']);
  }

  private warnings({ points, lastAt }: MetricContents): string[] {
    const panels = this.store.uses()?.length ?? 0;
    const isStillSent = lastAt !== null && Date.now() - Date.parse(lastAt) < STILL_SENT_MS;
    return [
      this.messages('metrics.deleteText', { points: this.numbers().format(points) }),
      ...(panels > 0 ? [this.messages('metrics.deleteUsed', { panels: this.numbers().format(panels) })] : []),
      ...(isStillSent ? [this.messages('metrics.deleteStillSent')] : []),
    ];
  }

  private factsOf(metric: MetricContents) {
    const { unit, lastValue, firstAt, points, bytes, kind, additivity, defaultAggregate, restatements } = metric;
    const count = (value: number) => this.numbers().format(value);
    return {
      unit: unitName(unit),
      // The last value of one of several series would be any of them.
      last: metric.seriesCount > 1 ? '' : formatValue(lastValue, unit ? { unit } : {}, this.locale()),
      first: firstAt && new Intl.DateTimeFormat(this.locale(), { dateStyle: 'medium' }).format(new Date(firstAt)),
      points: count(points),
      size: formatValue(bytes, { unit: 'bytes' }, this.locale()),
      restatements: count(restatements),
      kind: KINDS[kind],
      additivity: ADDITIVITIES[additivity],
      aggregate: AGGREGATES[defaultAggregate],
      look: this.session.canEdit() ? lookAt(metric) : undefined,
    };
  }
}
