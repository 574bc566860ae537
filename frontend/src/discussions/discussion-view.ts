import { inject, Injectable, signal } from '@angular/core';
import type { ThreadFilter } from './discussions.store';
import { ViewAddress } from '../dashboards/view/view-address';

/** What the drawer shows: whether it is open, which threads, and to which comment it is to go. Provided by the page. */
@Injectable()
export class DiscussionView {
  private readonly address = inject(ViewAddress);
  private readonly shown = signal(false);
  private readonly about = signal<string | null>(null);
  private afterwards: () => void = () => undefined;

  readonly isOpen = this.shown.asReadonly();
  /** The panel that alone is looked at; null for the whole dashboard. */
  readonly panelId = this.about.asReadonly();
  readonly filter = signal<ThreadFilter>('open');
  /** The comment that the address names, until it was found. */
  readonly wanted = this.address.comment;

  /** Called by the button of the dashboard, and by that of a panel with its id. */
  open(panelId: string | null = null): void {
    this.about.set(panelId);
    this.shown.set(true);
  }

  close(): void {
    this.shown.set(false);
    this.afterwards();
  }

  /** Called by the drawer as it opens: where the focus goes back to. */
  whenClosed(afterwards: () => void): void {
    this.afterwards = afterwards;
  }

  /** Called once the drawer has found the comment, or knows that it is gone. */
  arrived(): void {
    void this.address.dropComment();
  }
}
