import { computed, inject, type Signal } from '@angular/core';
import { isAll, type VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import { Reach } from '../../api/reach';
import { SessionStore } from '../../api/session.store';
import { injectLocale } from '../../ui/locale';
import type { Scene } from '../../ui/picture/scene';
import { ThemeService } from '../../ui/theme';
import { searchOf } from '../../variables/address-choice';
import { edgeForAddress } from '../time/time-range';
import { DashboardView } from '../view/dashboard-view.store';
import type { PanelScene } from './panel';

/** What the panels of the view have in common. Called in an injection context below the page of a view. */
export function injectPanelScene(): Signal<PanelScene> {
  const view = inject(DashboardView);
  const theme = inject(ThemeService).theme;
  const reach = inject(Reach);
  const session = inject(SessionStore);
  const locale = injectLocale();
  return computed(() => ({
    annotations: view.panels.annotations(),
    timezone: view.zone(),
    theme: theme(),
    locale: locale(),
    print: false,
    variables: knownChoices(view.variables.chosen()),
    here: view.address.here(),
    carried: session.user() ? carriedBy(view) : null,
    isRunning: view.isRunning(),
    isCutOff: reach.state() !== 'reached',
    refreshMs: (view.refreshSeconds() ?? 0) * 1000,
  }));
}

/** Another dashboard opens on the same range, zone, comparison and choices. */
function carriedBy({ address, choice, variables }: DashboardView): string {
  const { from, to } = choice();
  const params = new URLSearchParams({ from: edgeForAddress(from), to: edgeForAddress(to) });
  if (address.zone() !== 'dashboard') params.set('zone', address.zone());
  const comparison = address.comparison();
  if (comparison) params.set('compare', comparison);
  return [params.toString(), searchOf(variables.chosen() ?? {}).slice(1)].filter(Boolean).join('&');
}

/** What links may carry: the values by name. "All" is no value that another page would understand. */
function knownChoices(chosen: VariableChoices | null): Scene['variables'] {
  const known = Object.entries(chosen ?? {}).flatMap(([name, choice]) =>
    isAll(choice) ? [] : [[name, choice] as const],
  );
  return Object.fromEntries(known);
}
