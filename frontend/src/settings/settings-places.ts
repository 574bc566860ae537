import type { Type } from '@angular/core';
import type { IconNode } from 'lucide';
import Building2 from 'lucide/dist/esm/icons/building-complex.mjs';
import ChartLine from 'lucide/dist/esm/icons/chart-line.mjs';
import CircleUser from 'lucide/dist/esm/icons/circle-user.mjs';
import History from 'lucide/dist/esm/icons/rotate-ccw-clock.mjs';
import Info from 'lucide/dist/esm/icons/info.mjs';
import KeyRound from 'lucide/dist/esm/icons/key-round.mjs';
import Rows3 from 'lucide/dist/esm/icons/rows-3.mjs';
import ScrollText from 'lucide/dist/esm/icons/scroll-text.mjs';
import Timer from 'lucide/dist/esm/icons/timer.mjs';
import Users from 'lucide/dist/esm/icons/users.mjs';
import type { MessageKey } from '../messages/messages';

/** A sub-page of the settings. A feature that has settings adds one line to {@link SETTINGS}; navigation and routes follow. */
export interface SettingsPlace {
  readonly path: string;
  readonly text: MessageKey;
  readonly icon: IconNode;
  /** Others neither see nor reach it. */
  readonly onlyOwners?: true;
  readonly page: () => Promise<Type<unknown>>;
}

/** In the order in which they stand in the navigation: first what is one's own, then the workspace's. */
export const SETTINGS: readonly SettingsPlace[] = [
  {
    path: 'profile',
    text: 'settings.places.profile',
    icon: CircleUser,
    page: () => import('../profile/profile-page').then((file) => file.ProfilePage),
  },
  {
    path: 'people',
    text: 'settings.places.people',
    icon: Users,
    page: () => import('../people/people-page').then((file) => file.PeoplePage),
  },
  {
    path: 'workspaces',
    text: 'settings.places.workspaces',
    icon: Building2,
    page: () => import('../workspaces/workspaces-page').then((file) => file.WorkspacesPage),
  },
  {
    path: 'metrics',
    text: 'settings.places.metrics',
    icon: ChartLine,
    page: () => import('../metrics/metrics-page').then((file) => file.MetricsPage),
  },
  {
    path: 'restatements',
    text: 'settings.places.restatements',
    icon: History,
    page: () => import('../restatements/restatements-page').then((file) => file.RestatementsPage),
  },
  {
    path: 'records',
    text: 'settings.places.records',
    icon: Rows3,
    page: () => import('../records/records-page').then((file) => file.RecordsPage),
  },
  {
    path: 'keys',
    text: 'settings.places.keys',
    icon: KeyRound,
    onlyOwners: true,
    page: () => import('./api-keys').then((file) => file.ApiKeys),
  },
  {
    path: 'audit',
    text: 'settings.places.audit',
    icon: ScrollText,
    onlyOwners: true,
    page: () => import('../audit/audit-page').then((file) => file.AuditPage),
  },
  {
    path: 'slow-queries',
    text: 'settings.places.slowQueries',
    icon: Timer,
    onlyOwners: true,
    page: () => import('../slow-queries/slow-queries-page').then((file) => file.SlowQueriesPage),
  },
  {
    path: 'about',
    text: 'settings.places.about',
    icon: Info,
    page: () => import('./about-page').then((file) => file.AboutPage),
  },
];
