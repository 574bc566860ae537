import type { Routes } from '@angular/router';
import { onlyOwners } from '../identity/session.guards';
import { SETTINGS } from './settings-places';

export const settingsRoutes: Routes = [
  {
    path: '',
    loadComponent: () => import('./settings-page').then((file) => file.SettingsPage),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'profile' },
      ...SETTINGS.map((place) => ({
        path: place.path,
        title: place.text,
        canMatch: place.onlyOwners ? [onlyOwners] : [],
        loadComponent: place.page,
      })),
      {
        path: 'metrics/:name',
        loadComponent: () => import('../metrics/metric-page').then((file) => file.MetricPage),
      },
      ...SETTINGS.filter((place) => place.onlyOwners).map(({ path }) => ({
        path,
        title: 'forbidden.page',
        loadComponent: () => import('../ui/forbidden').then((file) => file.Forbidden),
      })),
    ],
  },
];
