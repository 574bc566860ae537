import type { Routes } from '@angular/router';
import {
  isSignedIn,
  needsSession,
  onlyAfterSetup,
  onlyBeforeSetup,
  onlySignedOut,
  speaksInFull,
} from './identity/session.guards';

/** A route's `title` is a message key. What anonymous readers and the printer open stands outside the shell. */
export const routes: Routes = [
  {
    path: 'setup',
    title: 'identity.setup.title',
    canActivate: [onlyBeforeSetup, speaksInFull],
    loadComponent: () => import('./identity/setup-page').then((file) => file.SetupPage),
  },
  {
    path: 'sign-in',
    title: 'identity.signIn.title',
    canActivate: [onlySignedOut, speaksInFull],
    loadComponent: () => import('./identity/sign-in-page').then((file) => file.SignInPage),
  },
  {
    path: 'reset',
    title: 'identity.reset.heading',
    canActivate: [speaksInFull],
    loadComponent: () => import('./identity/reset-page').then((file) => file.ResetPage),
  },
  {
    path: 'join',
    title: 'join.title',
    canActivate: [speaksInFull],
    loadComponent: () => import('./people/join-page').then((file) => file.JoinPage),
  },
  { path: 'shared', loadComponent: () => import('./dashboards/view/shared-page').then((file) => file.SharedPage) },
  { path: 'print', loadComponent: () => import('./reports/print-page').then((file) => file.PrintPage) },
  {
    path: '',
    canActivate: [needsSession, speaksInFull],
    loadComponent: () => import('./shell').then((file) => file.Shell),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'dashboards' },
      {
        path: 'dashboards',
        loadChildren: () => import('./dashboards/dashboards.routes').then((file) => file.dashboardsRoutes),
      },
      {
        path: 'explore',
        title: 'explore.title',
        loadComponent: () => import('./explore/explore-page').then((file) => file.ExplorePage),
      },
      {
        path: 'connections',
        loadChildren: () => import('./connections/connections.routes').then((file) => file.connectionsRoutes),
      },
      {
        path: 'import',
        loadChildren: () => import('./imports/imports.routes').then((file) => file.importsRoutes),
      },
      {
        path: 'settings',
        loadChildren: () => import('./settings/settings.routes').then((file) => file.settingsRoutes),
      },
      {
        path: '**',
        title: 'notFound.page',
        canMatch: [isSignedIn],
        loadComponent: () => import('./ui/not-found').then((file) => file.NotFound),
      },
    ],
  },
  {
    path: '**',
    title: 'notFound.page',
    canActivate: [onlyAfterSetup, speaksInFull],
    loadComponent: () => import('./identity/lost-page').then((file) => file.LostPage),
  },
];
