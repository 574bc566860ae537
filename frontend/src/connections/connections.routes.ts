import type { Routes } from '@angular/router';
import { onlyOwners } from '../identity/session.guards';

const page = () => import('./connection-page').then((file) => file.ConnectionPage);

export const connectionsRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'connections.title',
    loadComponent: () => import('./connections-page').then((file) => file.ConnectionsPage),
  },
  { path: 'new', title: 'connections.new.title', canMatch: [onlyOwners], loadComponent: page },
  { path: ':id', title: 'connections.edit.title', canMatch: [onlyOwners], loadComponent: page },
  {
    path: ':id',
    title: 'forbidden.page',
    loadComponent: () => import('../ui/forbidden-page').then((file) => file.ForbiddenPage),
  },
];
