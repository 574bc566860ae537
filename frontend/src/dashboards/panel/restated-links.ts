import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Frame } from '@quarterdeck/sdk';
import { resolveRange } from '@quarterdeck/sdk/api/time-range';
import { SessionStore } from '../../api/session.store';
import { linkToRestatements } from '../../restatements/restatements-address';
import { DashboardView } from '../view/dashboard-view.store';

const MOST = 4;

/** The way to what was corrected of the metrics that a panel shows, within the range: for members of the workspace. */
@Component({
  selector: 'qd-restated-links',
  imports: [RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
    }
    :host:not(:has(a)) {
      display: none;
    }
  `,
  template: `
    @for (link of links(); track link.metric) {
      <a [routerLink]="link.path" [queryParams]="link.query">
        {{ 'panel.provenance.restatements' | transloco: { metric: link.metric } }}
      </a>
    }
  `,
})
export class RestatedLinks {
  readonly frames = input.required<readonly Frame[]>();

  private readonly session = inject(SessionStore);
  private readonly view = inject(DashboardView, { optional: true });
  protected readonly links = computed(() => {
    if (!this.view || !this.session.user()) return [];
    const metrics = this.frames().flatMap(({ fields }) => fields.flatMap(({ metric }) => metric ?? []));
    const range = resolveRange(this.view.choice(), Date.now());
    return [...new Set(metrics)].slice(0, MOST).map((metric) => ({ metric, ...linkToRestatements(metric, range) }));
  });
}
