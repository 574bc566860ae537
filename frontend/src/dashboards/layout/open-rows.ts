import { ErrorHandler, inject, Injectable, signal } from '@angular/core';
import type { DashboardRow } from '@quarterdeck/sdk/api/dashboard-layout';

type Kept = Readonly<Record<string, boolean>>;

/** Which rows of which dashboard a reader has opened and closed: kept in the browser, and nobody else's business. */
@Injectable({ providedIn: 'root' })
export class OpenRows {
  private readonly errors = inject(ErrorHandler);
  private readonly known = signal<Readonly<Record<string, Kept>>>({});

  /** Called by the view of a dashboard; what the reader never touched is as the dashboard says. */
  isOpen(dashboardId: string, { id, collapsed }: DashboardRow): boolean {
    return this.of(dashboardId)[id] ?? !collapsed;
  }

  /** Called by the heading of a row. */
  set(dashboardId: string, row: string, isOpen: boolean): void {
    const kept = { ...this.of(dashboardId), [row]: isOpen };
    this.known.update((known) => ({ ...known, [dashboardId]: kept }));
    try {
      localStorage.setItem(keyOf(dashboardId), JSON.stringify(kept));
    } catch (error) {
      // The device has no room: it is forgotten with the page.
      this.errors.handleError(error);
    }
  }

  private of(dashboardId: string): Kept {
    return this.known()[dashboardId] ?? read(dashboardId);
  }
}

const keyOf = (dashboardId: string) => `quarterdeck.rows.${dashboardId}`;

function read(dashboardId: string): Kept {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(keyOf(dashboardId)) ?? '{}');
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return Object.fromEntries(entries.filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
