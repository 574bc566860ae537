import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { FORMULA_KIND } from '@quarterdeck/sdk/api/metric-queries';
import type { SlowQuery } from '@quarterdeck/sdk/api/slow-queries';
import Timer from 'lucide/dist/esm/icons/timer.mjs';
import { injectMessages } from '../messages/messages';
import { EmptyState } from '../ui/empty-state';
import { ErrorNote } from '../ui/error-note';
import { injectLocale } from '../ui/locale';
import { Skeleton } from '../ui/skeleton';
import { SlowQueriesStore } from './slow-queries.store';

const OUTCOMES = {
  ok: 'slowQueries.outcomes.ok',
  failed: 'slowQueries.outcomes.failed',
  gone: 'slowQueries.outcomes.gone',
} as const;

/** Of our own sources these are asked of metrics, all others of records. */
const METRIC_KINDS: ReadonlySet<string> = new Set(['metrics', FORMULA_KIND]);

/** Which questions took long to answer, and where they are shown: for the owners of the workspace. */
@Component({
  selector: 'qd-slow-queries-page',
  imports: [EmptyState, ErrorNote, Skeleton, TranslocoPipe],
  providers: [SlowQueriesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrls: ['../settings/settings-section.css', './slow-queries-page.css'],
  templateUrl: './slow-queries-page.html',
})
export class SlowQueriesPage {
  protected readonly store = inject(SlowQueriesStore);
  private readonly messages = injectMessages();
  private readonly locale = injectLocale();

  protected readonly icons = { Timer };
  protected readonly failure = signal<unknown>(undefined);
  protected readonly rows = computed(() =>
    this.store.queries()?.map((query) => ({
      id: query.id,
      at: this.timeOf(query.at),
      where: this.whereOf(query),
      source: this.sourceOf(query),
      took: this.secondsOf(query),
      outcome: this.messages(OUTCOMES[query.outcome]),
      question: JSON.stringify(query.input, null, 2),
      range: this.messages('slowQueries.range', {
        from: this.timeOf(query.range.from),
        to: this.timeOf(query.range.to),
      }),
    })),
  );

  constructor() {
    void this.store.load();
  }

  protected async more(): Promise<void> {
    this.failure.set(undefined);
    try {
      await this.store.loadMore();
    } catch (error) {
      this.failure.set(error);
    }
  }

  private timeOf(at: string): string {
    return new Intl.DateTimeFormat(this.locale(), { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at));
  }

  private whereOf({ dashboard, panel }: SlowQuery): string {
    if (dashboard === null) return this.messages('slowQueries.free');
    const title = panel === null || panel === '' ? this.messages('slowQueries.untitled') : panel;
    return this.messages('slowQueries.panelOf', { panel: title, dashboard });
  }

  private sourceOf({ connection, kind }: SlowQuery): string {
    if (connection) return connection.name ?? this.messages('slowQueries.gone');
    return this.messages(METRIC_KINDS.has(kind) ? 'slowQueries.store' : 'records.heading');
  }

  private secondsOf({ durationMs }: SlowQuery): string {
    const value = new Intl.NumberFormat(this.locale(), { maximumSignificantDigits: 3 }).format(durationMs / 1000);
    return this.messages('slowQueries.seconds', { value });
  }
}
