import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import Cable from 'lucide/dist/esm/icons/cable.mjs';
import Compass from 'lucide/dist/esm/icons/compass.mjs';
import FileUp from 'lucide/dist/esm/icons/file-up.mjs';
import LayoutDashboard from 'lucide/dist/esm/icons/layout-dashboard.mjs';
import PanelLeftClose from 'lucide/dist/esm/icons/panel-left-close.mjs';
import PanelLeftOpen from 'lucide/dist/esm/icons/panel-left-open.mjs';
import Search from 'lucide/dist/esm/icons/search.mjs';
import Settings from 'lucide/dist/esm/icons/settings.mjs';
import { SessionStore } from './api/session.store';
import { AccountMenu } from './identity/account-menu';
import { KeySheetOpener } from './keys/key-sheet-opener';
import { NotificationBell } from './notifications/notification-bell';
import { NotificationsStore } from './notifications/notifications.store';
import { PaletteOpener } from './library/palette-opener';
import { offerShellCommands } from './shell-commands';
import { Commands } from './ui/commands';
import { Icon } from './ui/icon';
import { Mark } from './ui/mark';
import { injectNarrow } from './ui/narrow';
import { ReachBar } from './ui/reach-bar';
import { ToastOutlet } from './ui/toasts';

const FOLDED = 'quarterdeck.rail';

/** What stands around every page of a signed-in person: the rail (a bar at the bottom of a phone) and the toasts. */
@Component({
  selector: 'qd-shell',
  imports: [
    AccountMenu,
    Icon,
    Mark,
    NotificationBell,
    ReachBar,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    ToastOutlet,
    TranslocoPipe,
  ],
  providers: [NotificationsStore, PaletteOpener],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.collapsed]': 'folded()', '(document:keydown)': 'palette.press($event); keys.press($event)' },
  styleUrl: './shell.css',
  templateUrl: './shell.html',
})
export class Shell {
  protected readonly palette = inject(PaletteOpener);
  protected readonly keys = inject(KeySheetOpener);
  protected readonly folded = signal(localStorage.getItem(FOLDED) === 'folded');
  /** In the bar of a phone long words have no room. */
  protected readonly isNarrow = injectNarrow();
  protected readonly icons = { PanelLeftClose, PanelLeftOpen, Search };
  protected readonly places = [
    { link: '/dashboards', text: 'shell.dashboards', short: 'shell.dashboardsShort', icon: LayoutDashboard },
    // A viewer reads what comes of connections and imports; there is nothing for her to do with them.
    ...(inject(SessionStore).canEdit()
      ? ([
          { link: '/explore', text: 'explore.title', short: 'explore.title', icon: Compass },
          { link: '/connections', text: 'shell.connections', short: 'shell.connections', icon: Cable },
          { link: '/import', text: 'shell.import', short: 'shell.import', icon: FileUp },
        ] as const)
      : []),
    { link: '/settings', text: 'shell.settings', short: 'shell.settings', icon: Settings },
  ] as const;

  constructor() {
    offerShellCommands(this.places);
    inject(Commands).openWith(() => {
      this.palette.open();
    });
  }

  protected fold(): void {
    this.folded.update((folded) => !folded);
    localStorage.setItem(FOLDED, this.folded() ? 'folded' : 'open');
  }

  /** With `<base href>` a bare fragment would leave the page. */
  protected skip(event: Event, main: HTMLElement): void {
    event.preventDefault();
    main.focus();
  }
}
