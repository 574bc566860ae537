import { computed, inject, type Signal } from '@angular/core';
import { isAll, type VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import { Reach } from '../../api/reach';
import { injectLocale } from '../../ui/locale';
import type { Scene } from '../../ui/picture/scene';
import { ThemeService } from '../../ui/theme';
import { DashboardView } from '../view/dashboard-view.store';
import type { PanelScene } from './panel';

/** What the panels of the view have in common. Called in an injection context below the page of a view. */
export function injectPanelScene(): Signal<PanelScene> {
  const view = inject(DashboardView);
  const theme = inject(ThemeService).theme;
  const reach = inject(Reach);
  const locale = injectLocale();
  return computed(() => ({
    annotations: view.panels.annotations(),
    timezone: view.zone(),
    theme: theme(),
    locale: locale(),
    print: false,
    variables: knownChoices(view.variables.chosen()),
    isRunning: view.isRunning(),
    isCutOff: reach.state() !== 'reached',
    refreshMs: (view.refreshSeconds() ?? 0) * 1000,
  }));
}

/** What links may carry: the values by name. "All" is no value that another page would understand. */
function knownChoices(chosen: VariableChoices | null): Scene['variables'] {
  const known = Object.entries(chosen ?? {}).flatMap(([name, choice]) =>
    isAll(choice) ? [] : [[name, choice] as const],
  );
  return Object.fromEntries(known);
}
