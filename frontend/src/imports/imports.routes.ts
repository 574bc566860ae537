import type { Routes } from '@angular/router';

/** A route's `title` is a message key. */
export const importsRoutes: Routes = [
  { path: '', title: 'imports.title', loadComponent: () => import('./import-page').then((file) => file.ImportPage) },
  {
    path: ':id',
    title: 'imports.run.title',
    loadComponent: () => import('./import-run-page').then((file) => file.ImportRunPage),
  },
];
