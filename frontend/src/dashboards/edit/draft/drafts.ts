import { ErrorHandler, inject, Injectable } from '@angular/core';
import { DashboardChange } from '@quarterdeck/sdk/api/dashboards';
import { SessionStore } from '../../../api/session.store';

/** What is being changed, and what was set aside for what somebody else saved. */
export type Slot = 'draft' | 'aside';
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
  find(dashboardId: string, slot: Slot = 'draft'): Draft | null {
    const text = localStorage.getItem(this.key(dashboardId, slot));
    if (text === null) return null;
    const draft = parsed(text);
    if (!draft) this.drop(dashboardId, slot);
    return draft;
  }

  /** Called by the editor after each change. */
  keep(dashboardId: string, change: Unsaved, slot: Slot = 'draft'): void {
    const draft: Draft = { ...change, keptAt: new Date().toISOString() };
    try {
      localStorage.setItem(this.key(dashboardId, slot), JSON.stringify(draft));
    } catch (error) {
      // The device has no room for it; the page itself still holds the changes and warns before they are lost.
      this.errors.handleError(error);
    }
  }

  /** Called after the changes were saved or thrown away. */
  drop(dashboardId: string, slot: Slot = 'draft'): void {
    localStorage.removeItem(this.key(dashboardId, slot));
  }

  private key(dashboardId: string, slot: Slot): string {
    return `quarterdeck.${slot}.${this.session.user()?.id ?? ''}.${dashboardId}`;
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
