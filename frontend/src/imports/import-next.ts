import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Import } from '@quarterdeck/sdk/api/imports';
import ChartLine from 'lucide/dist/esm/icons/chart-line.mjs';
import { linkToMetric } from '../explore/explore-link';
import { Icon } from '../ui/icon';

const MOST = 6;

/** What one does with numbers that have just come in: look at them, and from there put them on a dashboard. */
@Component({
  selector: 'qd-import-next',
  imports: [Icon, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: block;
      padding: var(--space-16);
    }
    p {
      color: var(--muted);
      font-size: var(--text-13);
    }
    .qd-actions {
      margin-top: var(--space-12);
    }
  `,
  template: `
    <h2>{{ 'imports.next.heading' | transloco }}</h2>
    <p>{{ 'imports.next.text' | transloco }}</p>
    <div class="qd-actions">
      @for (one of links(); track one.metric; let first = $first) {
        <a
          class="qd-button"
          [class.primary]="first"
          routerLink="/explore"
          [fragment]="one.fragment"
          [queryParams]="one.queryParams"
        >
          <qd-icon [of]="icons.ChartLine" [size]="14" />
          {{ 'imports.next.look' | transloco: { metric: one.metric } }}
        </a>
      }
    </div>
  `,
})
export class ImportNext {
  readonly of = input.required<Import>();
  protected readonly icons = { ChartLine };
  protected readonly links = computed(() => {
    const { metrics, from, to } = this.of();
    if (from === null || to === null) return [];
    return metrics.slice(0, MOST).map((metric) => ({ metric, ...linkToMetric(metric, from, to) }));
  });
}
