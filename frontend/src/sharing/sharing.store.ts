import { inject, Injectable, signal } from '@angular/core';
import { sharingRoutes, type CreatedShareLink, type ShareLink } from '@quarterdeck/sdk/api/sharing';
import { ApiClient } from '../api/api-client';

/** The share links of one dashboard. Provided by the share dialog, so it dies with it. */
@Injectable()
export class SharingStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<readonly ShareLink[] | null>(null);
  private readonly failed = signal<unknown>(undefined);

  /** Null until they are known. */
  readonly links = this.known.asReadonly();
  readonly failure = this.failed.asReadonly();

  /** Called when the dialog opens and by its "Try again". */
  async load(dashboardId: string): Promise<void> {
    this.failed.set(undefined);
    try {
      this.known.set(await this.api.call(sharingRoutes.list, { params: { id: dashboardId } }));
    } catch (error) {
      this.failed.set(error);
    }
  }

  /** Called by the form of the dialog; the token in the answer is seen this once. */
  async create(dashboardId: string, name: string, expiresAt: string): Promise<CreatedShareLink> {
    const created = await this.api.call(sharingRoutes.create, {
      params: { id: dashboardId },
      body: { name, expiresAt },
    });
    this.known.update((links) => [created.link, ...(links ?? [])]);
    return created;
  }

  /** Called after the person confirmed. */
  async revoke(id: string): Promise<void> {
    await this.api.call(sharingRoutes.revoke, { params: { id } });
    const revokedAt = new Date().toISOString();
    this.known.update((links) => links?.map((link) => (link.id === id ? { ...link, revokedAt } : link)) ?? null);
  }
}
