import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LayoutDashboard } from 'lucide';
import { EmptyState } from '../ui/empty-state';
import { DashboardView } from './dashboard-view.store';
import { Panel } from './panel';
import { readingOrder } from './panel-order';
import { injectPanelScene } from './panel-scene';
import { pinned } from './widget-host';

/** The panels of the view on a grid of 24 columns; on a phone one below the other, as one reads them. */
@Component({
  selector: 'qd-panel-grid',
  imports: [EmptyState, Panel, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(24, minmax(0, 1fr));
      grid-auto-rows: 32px;
      gap: var(--space-8);
    }
    qd-panel {
      grid-column: var(--x) / span var(--w);
      grid-row: var(--y) / span var(--h);
    }
    qd-empty-state {
      grid-column: 1 / -1;
      grid-row: span 8;
    }
    @media (max-width: 719px) {
      qd-panel {
        grid-column: 1 / -1;
        grid-row: auto / span var(--h);
      }
    }
  `,
  template: `
    @for (entry of entries(); track entry.panel.id) {
      <qd-panel
        [style.--x]="entry.panel.place.x + 1"
        [style.--y]="entry.panel.place.y + 1"
        [style.--w]="entry.panel.place.w"
        [style.--h]="entry.panel.place.h"
        [panel]="entry.panel"
        [data]="entry.data()"
        [plugin]="entry.plugin"
        [scene]="scene()"
        (zoomed)="view.zoom($event)"
        (retried)="view.panels.again([entry.panel.id])"
      />
    } @empty {
      <qd-empty-state
        [icon]="icons.LayoutDashboard"
        [heading]="'dashboards.noPanels.heading' | transloco"
        [text]="'dashboards.noPanels.text' | transloco"
      />
    }
  `,
})
export class PanelGrid {
  protected readonly view = inject(DashboardView);
  protected readonly icons = { LayoutDashboard };

  protected readonly entries = computed(() => {
    const plugins = this.view.plugins() ?? [];
    return readingOrder(this.view.dashboard()?.document.panels ?? []).map((panel) => ({
      panel,
      data: this.view.panels.of(panel.id),
      plugin: pinned(plugins, panel.widget),
    }));
  });
  protected readonly scene = injectPanelScene();
}
