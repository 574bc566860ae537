import type { Routes } from '@angular/router';

export const dashboardsRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'dashboards.title',
    loadComponent: () => import('./dashboards-page').then((file) => file.DashboardsPage),
  },
  { path: ':id', loadComponent: () => import('./dashboard-page').then((file) => file.DashboardPage) },
];
