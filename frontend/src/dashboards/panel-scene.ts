import { computed, inject, type Signal } from '@angular/core';
import { injectLocale } from '../ui/locale';
import { ThemeService } from '../ui/theme';
import { DashboardView } from './dashboard-view.store';
import type { PanelScene } from './panel';

/** What the panels of the view have in common. Called in an injection context below the page of a view. */
export function injectPanelScene(): Signal<PanelScene> {
  const view = inject(DashboardView);
  const theme = inject(ThemeService).theme;
  const locale = injectLocale();
  return computed(() => ({
    annotations: view.panels.annotations(),
    timezone: view.zone(),
    theme: theme(),
    locale: locale(),
    print: false,
    isRunning: view.isRunning(),
    refreshMs: (view.refreshSeconds() ?? 0) * 1000,
  }));
}
