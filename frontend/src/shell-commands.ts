import { inject } from '@angular/core';
import { Router } from '@angular/router';
import type { IconNode } from 'lucide';
import ArrowRight from 'lucide/dist/esm/icons/arrow-right.mjs';
import Compass from 'lucide/dist/esm/icons/compass.mjs';
import FileUp from 'lucide/dist/esm/icons/file-up.mjs';
import Keyboard from 'lucide/dist/esm/icons/keyboard.mjs';
import LogOut from 'lucide/dist/esm/icons/log-out.mjs';
import Monitor from 'lucide/dist/esm/icons/monitor.mjs';
import Moon from 'lucide/dist/esm/icons/moon.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import Sun from 'lucide/dist/esm/icons/sun.mjs';
import { SessionStore } from './api/session.store';
import { KeySheetOpener } from './keys/key-sheet-opener';
import { injectMessages, type MessageKey, type Messages } from './messages/messages';
import { Commands, type Command } from './ui/commands';
import { Dialogs } from './ui/dialog';
import { problemText } from './ui/problem-text';
import { ThemeService, type ThemeChoice } from './ui/theme';
import { Toasts } from './ui/toasts';

interface Place {
  readonly link: string;
  readonly text: MessageKey;
  readonly icon: IconNode;
}

/** Called once by the shell: what can be done from anywhere. */
export function offerShellCommands(places: readonly Place[]): void {
  const [session, router, theme, dialogs, toasts] = [
    inject(SessionStore),
    inject(Router),
    inject(ThemeService),
    inject(Dialogs),
    inject(Toasts),
  ];
  const keys = inject(KeySheetOpener);
  const messages = injectMessages();
  const fail = (error: unknown) => {
    toasts.say(problemText(error, messages).sentence);
  };
  const create = () => {
    import('./dashboards/edit/new-dashboard-dialog')
      .then(({ NewDashboardDialog }) => dialogs.open(NewDashboardDialog))
      .catch(fail);
  };
  const go = (link: string) => void router.navigate([link]);
  const leave = () => {
    session.signOut().catch(fail);
  };
  inject(Commands).offer(() => [
    ...(session.canEdit() ? making(messages, create, go) : []),
    ...places.map(({ link, text }) => going(messages, messages(text), () => go(link), link)),
    ...lighting(messages, theme),
    {
      id: 'keys',
      text: messages('keys.heading'),
      icon: Keyboard,
      run: () => {
        keys.open();
      },
    },
    leaving(messages, leave),
  ]);
}

const making = (messages: Messages, create: () => void, go: (link: string) => void): Command[] => [
  {
    id: 'new-dashboard',
    text: messages('palette.commands.newDashboard'),
    words: messages('palette.commands.newWords'),
    icon: Plus,
    run: create,
  },
  {
    id: 'explore',
    text: messages('explore.command'),
    words: messages('explore.commandWords'),
    icon: Compass,
    run: () => {
      go('/explore');
    },
  },
  {
    id: 'new-import',
    text: messages('palette.commands.import'),
    words: messages('palette.commands.importWords'),
    icon: FileUp,
    run: () => {
      go('/import');
    },
  },
];

const going = (messages: Messages, page: string, run: () => void, link: string): Command => ({
  id: `go ${link}`,
  text: messages('palette.commands.go', { page }),
  words: messages('palette.commands.goWords'),
  icon: ArrowRight,
  run,
});

const THEMES: readonly { choice: ThemeChoice; text: MessageKey; icon: IconNode }[] = [
  { choice: 'light', text: 'palette.commands.light', icon: Sun },
  { choice: 'dark', text: 'palette.commands.dark', icon: Moon },
  { choice: 'system', text: 'palette.commands.system', icon: Monitor },
];
const lighting = (messages: Messages, theme: ThemeService): Command[] =>
  THEMES.filter(({ choice }) => choice !== theme.choice()).map(({ choice, text, icon }) => ({
    id: `theme ${choice}`,
    text: messages(text),
    words: messages('palette.commands.themeWords'),
    icon,
    run: () => {
      theme.choose(choice);
    },
  }));

const leaving = (messages: Messages, run: () => void): Command => ({
  id: 'sign-out',
  text: messages('palette.commands.signOut'),
  words: messages('palette.commands.signOutWords'),
  icon: LogOut,
  run,
});
