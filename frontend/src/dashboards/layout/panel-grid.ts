import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import LayoutDashboard from 'lucide/dist/esm/icons/layout-dashboard.mjs';
import { EmptyState } from '../../ui/empty-state';
import { injectNarrow } from '../../ui/narrow';
import { Crosshair } from '../../ui/picture/chart/crosshair';
import { shownPanel } from '../../variables/shown-panel';
import { DashboardView } from '../view/dashboard-view.store';
import { FullPanel } from '../panel/full-panel';
import { Panel } from '../panel/panel';
import { readingOrder } from './panel-order';
import { injectPanelScene } from '../panel/panel-scene';
import { RowHead } from './row-head';
import { phoneSorted, staged, type StagedSection } from './sections';
import { TAB_PANEL, TabStrip } from './tab-strip';
import { pinned } from '../panel/widget-host';

/** The panels of the open tab on a grid of 24 columns, below the headings of their rows; on a phone one below the other. */
@Component({
  selector: 'qd-panel-grid',
  imports: [EmptyState, FullPanel, Panel, RowHead, TabStrip, TranslocoPipe],
  providers: [Crosshair],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './panel-grid.css',
  template: `
    @let tabs = view.dashboard()?.document?.tabs ?? [];
    @if (tabs.length > 1) {
      <qd-tab-strip [tabs]="tabs" [open]="view.tab()" (chosen)="view.address.openTab($event)" />
    }
    <div
      class="grid"
      [id]="tabs.length > 1 ? panelId : null"
      [attr.role]="tabs.length > 1 ? 'tabpanel' : null"
      [attr.aria-labelledby]="tabs.length > 1 ? 'qd-tab-' + view.tab() : null"
      [attr.inert]="view.fullPanel() ? '' : null"
    >
      @for (section of sections(); track section.key) {
        @if (section.row; as row) {
          <qd-row-head
            [style.--y]="(section.headAt ?? 0) + 1"
            [title]="row.title"
            [isOpen]="section.isOpen"
            [count]="section.panels.length"
            (toggled)="view.toggleRow(row)"
          />
        }
        @for (entry of section.entries; track entry.panel.id) {
          <qd-panel
            enlargeable
            [style.--x]="entry.panel.place.x + 1"
            [style.--y]="section.top + entry.panel.place.y + 1"
            [style.--w]="entry.panel.place.w"
            [style.--h]="entry.panel.place.h"
            [panel]="entry.panel"
            [data]="entry.data()"
            [plugin]="entry.plugin"
            [scene]="scene()"
            (zoomed)="view.zoom($event)"
            (retried)="view.panels.again([entry.panel.id])"
            (enlarged)="view.address.openPanel(entry.panel.id)"
          />
        }
      }
      @if (isEmpty()) {
        <qd-empty-state
          [icon]="icons.LayoutDashboard"
          [heading]="(tabs.length > 1 ? 'layout.emptyTab.heading' : 'dashboards.noPanels.heading') | transloco"
          [text]="(tabs.length > 1 ? 'layout.emptyTab.text' : 'dashboards.noPanels.text') | transloco"
        />
      }
    </div>
    @if (view.fullPanel(); as panel) {
      @defer (on immediate) {
        <qd-full-panel [panel]="panel" />
      }
    }
  `,
})
export class PanelGrid {
  protected readonly view = inject(DashboardView);
  private readonly isNarrow = injectNarrow();
  protected readonly icons = { LayoutDashboard };
  protected readonly panelId = TAB_PANEL;

  protected readonly isEmpty = computed(() => this.view.sections().every(({ row, panels }) => !row && !panels.length));
  /** In the order in which one reads them, so that the focus walks like the eye. */
  protected readonly sections = computed(() =>
    staged(this.view.sections(), (row) => this.view.isRowOpen(row)).map((section) => ({
      ...section,
      entries: section.isOpen ? this.entriesOf(section) : [],
    })),
  );
  protected readonly scene = injectPanelScene();

  private entriesOf({ panels }: StagedSection) {
    const plugins = this.view.plugins() ?? [];
    const words = this.view.variables.words();
    const order = this.view.dashboard()?.document.phoneOrder ?? [];
    return (this.isNarrow() ? phoneSorted(panels, order) : readingOrder(panels)).map((panel) => {
      const plugin = pinned(plugins, panel.widget);
      return { panel: shownPanel(panel, words, plugin), data: this.view.panels.of(panel.id), plugin };
    });
  }
}
