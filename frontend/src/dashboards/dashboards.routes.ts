import type { CanDeactivateFn, Routes } from '@angular/router';
import type { DashboardPage } from './view/dashboard-page';

const mayLeave: CanDeactivateFn<DashboardPage> = (page) => page.mayLeave();

export const dashboardsRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'dashboards.title',
    loadComponent: () => import('./list/dashboards-page').then((file) => file.DashboardsPage),
  },
  {
    path: 'trash',
    title: 'trash.title',
    loadComponent: () => import('./trash/trash-page').then((file) => file.TrashPage),
  },
  {
    path: ':id/history',
    loadComponent: () => import('./revisions/history-page').then((file) => file.HistoryPage),
  },
  {
    path: ':id',
    canDeactivate: [mayLeave],
    loadComponent: () => import('./view/dashboard-page').then((file) => file.DashboardPage),
  },
];
