import { inject } from '@angular/core';
import ChartLine from 'lucide/dist/esm/icons/chart-line.mjs';
import LayoutDashboard from 'lucide/dist/esm/icons/layout-dashboard.mjs';
import RefreshCw from 'lucide/dist/esm/icons/refresh-cw.mjs';
import Table from 'lucide/dist/esm/icons/table.mjs';
import { injectMessages } from '../messages/messages';
import { Commands } from '../ui/commands';
import type { Question } from './question';

/** What the page of Explore can do; asked each time the palette opens. */
export interface ExploreDeeds {
  isAsked(): boolean;
  shown(): Question['shown'];
  readonly show: (shown: Question['shown']) => void;
  readonly add: () => void;
  readonly refresh: () => void;
}

/** Called once by the page. */
export function offerExploreCommands(deeds: ExploreDeeds): void {
  const messages = injectMessages();
  inject(Commands).offer(() => {
    if (!deeds.isAsked()) return [];
    const isChart = deeds.shown() === 'chart';
    return [
      {
        id: 'explore-add',
        text: messages('explore.add.open'),
        icon: LayoutDashboard,
        here: true,
        run: deeds.add,
      },
      {
        id: 'explore-shown',
        text: messages(isChart ? 'explore.commands.table' : 'explore.commands.chart'),
        icon: isChart ? Table : ChartLine,
        here: true,
        run: () => {
          deeds.show(isChart ? 'table' : 'chart');
        },
      },
      {
        id: 'explore-refresh',
        text: messages('explore.commands.refresh'),
        icon: RefreshCw,
        here: true,
        run: deeds.refresh,
      },
    ];
  });
}
