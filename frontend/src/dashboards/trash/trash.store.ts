import { inject, Injectable, signal } from '@angular/core';
import { trashRoutes, type TrashedDashboard } from '@quarterdeck/sdk/api/trash';
import { ApiClient } from '../../api/api-client';

/** Deleted dashboards that the reader may restore. */
@Injectable({ providedIn: 'root' })
export class TrashStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<readonly TrashedDashboard[] | null>(null);
  private readonly problem = signal<unknown>(undefined);

  /** null until they are known. */
  readonly list = this.known.asReadonly();
  readonly failure = this.problem.asReadonly();

  /** Called by the trash page and by a trashed dashboard each time they open. */
  async load(): Promise<void> {
    this.problem.set(undefined);
    try {
      this.known.set(await this.api.call(trashRoutes.list, {}));
    } catch (error) {
      this.problem.set(error);
    }
  }

  /** Throws an ApiError. */
  async restore(id: string): Promise<void> {
    await this.api.call(trashRoutes.restore, { params: { id } });
    this.forget(id);
  }

  /** Called after the person confirmed. Throws an ApiError. */
  async remove(id: string): Promise<void> {
    await this.api.call(trashRoutes.remove, { params: { id } });
    this.forget(id);
  }

  private forget(id: string): void {
    this.known.update((list) => list?.filter((one) => one.id !== id) ?? null);
  }
}
