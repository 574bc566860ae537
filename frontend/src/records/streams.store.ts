import { computed, inject, Injectable, signal } from '@angular/core';
import { recordRoutes, type Stream } from '@quarterdeck/sdk/api/records';
import { ApiClient } from '../api/api-client';

/** The streams of the workspace, as far as they were asked for. Provided by the page, so it dies with it. */
@Injectable()
export class StreamsStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<readonly Stream[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly failed = signal<unknown>(undefined);

  /** null until they are known. */
  readonly list = this.known.asReadonly();
  readonly failure = this.failed.asReadonly();
  readonly hasMore = computed(() => this.cursor() !== null);

  /** Called when the list is shown, and again when that failed. */
  async load(): Promise<void> {
    this.failed.set(undefined);
    try {
      const { streams, next } = await this.api.call(recordRoutes.streams, { query: {} });
      this.known.set(streams);
      this.cursor.set(next);
    } catch (error) {
      this.failed.set(error);
    }
  }

  /** Called by "Show more". Throws an ApiError. */
  async loadMore(): Promise<void> {
    const cursor = this.cursor();
    if (cursor === null) return;
    const { streams, next } = await this.api.call(recordRoutes.streams, { query: { cursor } });
    this.known.update((known) => [...(known ?? []), ...streams]);
    this.cursor.set(next);
  }
}
