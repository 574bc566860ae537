import { inject } from '@angular/core';
import { Router, type CanActivateFn, type Routes } from '@angular/router';
import { SessionStore } from '../api/session.store';

/** The server refuses others anyway; they need not fill in a form to learn it. */
const onlyOwners: CanActivateFn = () =>
  inject(SessionStore).isOwner() ? true : inject(Router).createUrlTree(['/connections']);

const page = () => import('./connection-page').then((file) => file.ConnectionPage);

export const connectionsRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'connections.title',
    loadComponent: () => import('./connections-page').then((file) => file.ConnectionsPage),
  },
  { path: 'new', title: 'connections.new.title', canActivate: [onlyOwners], loadComponent: page },
  { path: ':id', title: 'connections.edit.title', canActivate: [onlyOwners], loadComponent: page },
];
