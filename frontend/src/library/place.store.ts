import { computed, inject, Injectable, signal } from '@angular/core';
import type { DashboardPlace } from '@quarterdeck/sdk/api/library';
import { SessionStore } from '../api/session.store';
import type { PathStep } from '../ui/page';
import { LibraryStore } from './library.store';

/** Where the open dashboard lies, and what may be done to it. Provided by its page, dies with it. */
@Injectable()
export class PlaceStore {
  private readonly library = inject(LibraryStore);
  private readonly session = inject(SessionStore);
  private readonly place = signal<DashboardPlace | null>(null);
  private id = '';

  /** Until the server has said so, the role decides what is offered. */
  readonly canEdit = computed(() => {
    const place = this.place();
    return place ? place.right === 'edit' : this.session.canEdit();
  });
  readonly isKnown = computed(() => this.place() !== null);
  readonly path = computed<readonly PathStep[]>(() =>
    (this.place()?.path ?? []).map(({ id, name }) => ({ text: name, link: '/dashboards', query: { folder: id } })),
  );

  /** Called when the page opens a dashboard. Without an answer the page works, and only lacks its path and star. */
  async open(id: string): Promise<void> {
    this.id = id;
    this.place.set(null);
    try {
      const place = await this.library.visit(id);
      if (this.id === id) this.place.set(place);
    } catch {
      // The page itself says what is wrong with the dashboard or the connection.
    }
  }
}
