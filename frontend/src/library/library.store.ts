import { computed, inject, Injectable, signal } from '@angular/core';
import { libraryRoutes, type DashboardPlace, type Library } from '@quarterdeck/sdk/api/library';
import { searchRoutes, type SearchHit } from '@quarterdeck/sdk/api/search';
import { ApiClient } from '../api/api-client';

const NOTHING: Library = { favourites: [], recents: [] };

/** What the signed-in person keeps at hand, and what she looks for. */
@Injectable({ providedIn: 'root' })
export class LibraryStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal(NOTHING);

  readonly favourites = computed<ReadonlySet<string>>(() => new Set(this.known().favourites));
  readonly recents = computed(() => this.known().recents);

  /** Called by whoever shows them, each time it opens. Throws an ApiError. */
  async load(): Promise<void> {
    this.known.set(await this.api.call(libraryRoutes.read, {}));
  }

  /** Called by the page of a dashboard when it opens. Throws an ApiError. */
  async visit(id: string): Promise<DashboardPlace> {
    const place = await this.api.call(libraryRoutes.visit, { params: { id } });
    this.known.update(({ favourites, recents }) => {
      const others = favourites.filter((one) => one !== id);
      return { favourites: place.favourite ? [...others, id] : others, recents };
    });
    return place;
  }

  /** Called by stars. Shown at once, and taken back where the server refuses. Throws an ApiError. */
  async star(id: string, favourite: boolean): Promise<void> {
    const before = this.known();
    const others = before.favourites.filter((one) => one !== id);
    this.known.set({ ...before, favourites: favourite ? [...others, id] : others });
    try {
      await this.api.call(favourite ? libraryRoutes.star : libraryRoutes.unstar, { params: { id } });
    } catch (error) {
      this.known.set(before);
      throw error;
    }
  }

  /** Called by the dialog that moves dashboards; null is the top. Throws an ApiError. */
  async move(dashboards: readonly string[], folderId: string | null): Promise<void> {
    await this.api.call(libraryRoutes.move, { body: { dashboards: [...dashboards], folderId } });
  }

  /** Called while somebody types. Throws an ApiError, and an AbortError where the signal ends it. */
  search(q: string, limit: number, signal: AbortSignal): Promise<SearchHit[]> {
    return this.api.call(searchRoutes.search, { query: { q, limit }, signal });
  }
}
