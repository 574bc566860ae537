import { computed, inject, Injectable, signal } from '@angular/core';
import { slowQueryRoutes, type SlowQuery } from '@quarterdeck/sdk/api/slow-queries';
import { ApiClient } from '../api/api-client';

/** The slow queries of the workspace, as far as they were asked for. Provided by its page, so it dies with it. */
@Injectable()
export class SlowQueriesStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<readonly SlowQuery[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly failed = signal<unknown>(undefined);

  /** Null until they are known. */
  readonly queries = this.known.asReadonly();
  readonly failure = this.failed.asReadonly();
  readonly hasMore = computed(() => this.cursor() !== null);

  /** Called when the page opens, and again when that failed. */
  async load(): Promise<void> {
    this.failed.set(undefined);
    try {
      const { queries, next } = await this.api.call(slowQueryRoutes.list, { query: {} });
      this.known.set(queries);
      this.cursor.set(next);
    } catch (error) {
      this.failed.set(error);
    }
  }

  /** Called by "Show older". Throws an ApiError. */
  async loadMore(): Promise<void> {
    const cursor = this.cursor();
    if (cursor === null) return;
    const { queries, next } = await this.api.call(slowQueryRoutes.list, { query: { cursor } });
    this.known.update((known) => [...(known ?? []), ...queries]);
    this.cursor.set(next);
  }
}
