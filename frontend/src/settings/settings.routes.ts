import { inject } from '@angular/core';
import { Router, type CanActivateFn, type Routes } from '@angular/router';
import { SessionStore } from '../api/session.store';
import { SETTINGS } from './settings-places';

/** The server refuses others anyway; they need not meet its refusal. */
const onlyOwners: CanActivateFn = () =>
  inject(SessionStore).isOwner() ? true : inject(Router).createUrlTree(['/settings']);

export const settingsRoutes: Routes = [
  {
    path: '',
    loadComponent: () => import('./settings-page').then((file) => file.SettingsPage),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'profile' },
      ...SETTINGS.map((place) => ({
        path: place.path,
        title: place.text,
        canActivate: place.onlyOwners ? [onlyOwners] : [],
        loadComponent: place.page,
      })),
    ],
  },
];
