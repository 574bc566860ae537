import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import { resolveRange } from '@quarterdeck/sdk/api/time-range';
import Compass from 'lucide/dist/esm/icons/compass.mjs';
import { SessionStore } from '../api/session.store';
import { DashboardView } from '../dashboards/view/dashboard-view.store';
import { edgeForAddress } from '../dashboards/time/time-range';
import { Icon } from '../ui/icon';
import { fragmentOf, neededBy } from './question';

/** In the header of a panel: opens Explore with its queries, over the range that is looked at. For those who may ask freely. */
@Component({
  selector: 'qd-explore-button',
  imports: [Icon, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (question(); as fragment) {
      <a
        class="qd-button quiet icon small qd-deed"
        routerLink="/explore"
        [fragment]="fragment"
        [queryParams]="range()"
        [attr.aria-label]="'explore.panel.open' | transloco: { title: panel().title }"
        [title]="'explore.panel.title' | transloco"
      >
        <qd-icon [of]="icons.Compass" [size]="14" />
        <span class="word">{{ 'explore.panel.title' | transloco }}</span>
      </a>
    }
  `,
})
export class ExploreButton {
  readonly panel = input.required<Panel>();

  private readonly session = inject(SessionStore);
  private readonly view = inject(DashboardView, { optional: true });
  protected readonly icons = { Compass };
  protected readonly range = computed(() => {
    const { from = 'now-6h', to = 'now' } = this.view?.choice() ?? {};
    const utc = this.view?.zone() === 'UTC' ? { zone: 'utc' } : {};
    return { from: edgeForAddress(from), to: edgeForAddress(to), ...utc };
  });
  protected readonly question = computed(() => {
    const [view, { queries, widget }] = [this.view, this.panel()];
    if (!view || !this.session.canEdit()) return undefined;
    return fragmentOf({
      parts: queries.map((query) => ({ query, hidden: false })),
      shown: widget.startsWith('widget-table@') ? 'table' : 'chart',
      variables: neededBy(queries, view.variables.stated(resolveRange(view.choice(), Date.now()))),
      timezone: view.zone(),
    });
  });
}
