import type { Routes } from '@angular/router';

export const dashboardsRoutes: Routes = [];
