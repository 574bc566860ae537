import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { metricContentsRoutes, type MetricRemoval } from '@quarterdeck/sdk/api/metric-contents';
import { ApiClient } from '../api/api-client';

const AGAIN_MS = 1500;

/** Metrics and series that were deleted of late, and how far their points are gone. Provided by a page that shows it. */
@Injectable()
export class RemovalsStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<readonly MetricRemoval[]>([]);
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Those whose points are still being removed. */
  readonly running = computed(() => this.known().filter(({ finishedAt }) => finishedAt === null));

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
    });
  }

  /** Called when a page opens and after something was deleted: looks again until all is gone. Throws an ApiError. */
  async follow(): Promise<void> {
    clearTimeout(this.timer);
    this.known.set(await this.api.call(metricContentsRoutes.removals, {}));
    // A look that fails is no news: what is shown stays, and the next opening of the page looks again.
    if (this.running().length > 0) this.timer = setTimeout(() => void this.follow().catch(() => undefined), AGAIN_MS);
  }
}
