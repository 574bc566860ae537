import { ErrorHandler, inject, Injectable } from '@angular/core';
import { DashboardChange } from '@quarterdeck/sdk/api/dashboards';
import { SessionStore } from '../../api/session.store';

type Unsaved = Pick<DashboardChange, 'version' | 'document'>;

/** Changes that nobody has saved yet, and to which version they were made. */
export interface Draft extends Unsaved {
  readonly keptAt: string;
}

/** Unsaved changes outlive a closed tab: kept on this device, per person and dashboard. */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly session = inject(SessionStore);
  private readonly errors = inject(ErrorHandler);

  /** Called by the dashboard page when it opens. What cannot be read, because it is of an older page, is dropped. */
  find(dashboardId: string): Draft | null {
    const text = localStorage.getItem(this.key(dashboardId));
    if (text === null) return null;
    const draft = parsed(text);
    if (!draft) this.drop(dashboardId);
    return draft;
  }

  /** Called by the editor after each change. */
  keep(dashboardId: string, change: Unsaved): void {
    const draft: Draft = { ...change, keptAt: new Date().toISOString() };
    try {
      localStorage.setItem(this.key(dashboardId), JSON.stringify(draft));
    } catch (error) {
      // The device has no room for it; the page itself still holds the changes and warns before they are lost.
      this.errors.handleError(error);
    }
  }

  /** Called after the changes were saved or thrown away. */
  drop(dashboardId: string): void {
    localStorage.removeItem(this.key(dashboardId));
  }

  private key(dashboardId: string): string {
    return `quarterdeck.draft.${this.session.user()?.id ?? ''}.${dashboardId}`;
  }
}

function parsed(text: string): Draft | null {
  try {
    const value: unknown = JSON.parse(text);
    const change = DashboardChange.safeParse(value);
    if (!change.success) return null;
    const { keptAt } = value as { keptAt?: unknown };
    const { version, document } = change.data;
    return typeof keptAt === 'string' ? { version, document, keptAt } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
