import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Metric } from '@quarterdeck/sdk/api/metrics';
import { ChartLine } from 'lucide';
import { SessionStore } from '../api/session.store';
import { linkToMetric } from '../explore/explore-link';
import { injectMessages } from '../messages/messages';
import { Dialogs } from '../ui/dialog';
import { EmptyState } from '../ui/empty-state';
import { ErrorNote } from '../ui/error-note';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';
import { unitName } from '../ui/unit-text';
import { MetricDialog } from './metric-dialog';
import { MetricsStore } from './metrics.store';

const A_MONTH = 30 * 86_400_000;

/** The metrics of the workspace: their units, how many series they have, when the last point came. */
@Component({
  selector: 'qd-metrics-page',
  imports: [EmptyState, ErrorNote, RouterLink, Skeleton, TimeAgo, TranslocoPipe],
  providers: [MetricsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrls: ['../settings/settings-section.css', './metrics-page.css'],
  templateUrl: './metrics-page.html',
})
export class MetricsPage {
  protected readonly store = inject(MetricsStore);
  protected readonly session = inject(SessionStore);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly icons = { ChartLine };
  protected readonly rows = computed(() =>
    (this.store.list() ?? []).map((metric) => ({ metric, unit: unitName(metric.unit), look: lookAt(metric) })),
  );

  constructor() {
    void this.store.load();
  }

  protected async change(metric: Metric): Promise<void> {
    const changed = await this.dialogs.open<boolean>(MetricDialog, { metric, store: this.store });
    if (changed) this.toasts.say(this.messages('metrics.change.done', { name: metric.name }));
  }
}

/** The month before its last point; undefined where there is none. */
function lookAt({ name, lastAt }: Metric) {
  return lastAt === null ? undefined : linkToMetric(name, new Date(Date.parse(lastAt) - A_MONTH).toISOString(), lastAt);
}
