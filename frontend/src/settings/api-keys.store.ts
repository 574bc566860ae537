import { inject, Injectable, signal } from '@angular/core';
import { identityRoutes, type ApiKey, type CreatedApiKey } from '@quarterdeck/sdk/api/identity';
import { ApiClient } from '../api/api-client';

/** The API keys of the workspace. Provided by the settings page, so it dies with it. */
@Injectable()
export class ApiKeysStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<readonly ApiKey[] | null>(null);
  private readonly failed = signal<unknown>(undefined);

  /** Null until they are known. */
  readonly keys = this.known.asReadonly();
  readonly failure = this.failed.asReadonly();

  /** Called when the page opens and by its "Try again". */
  async load(): Promise<void> {
    this.failed.set(undefined);
    try {
      this.known.set(await this.api.call(identityRoutes.listApiKeys, {}));
    } catch (error) {
      this.failed.set(error);
    }
  }

  /** Called by the dialog that makes a key; the secret in the answer is seen this once. */
  async create(name: string, expiresAt: string | null): Promise<CreatedApiKey> {
    const created = await this.api.call(identityRoutes.createApiKey, { body: { name, expiresAt } });
    this.known.update((keys) => [created.key, ...(keys ?? [])]);
    return created;
  }

  /** Called after the person confirmed. */
  async revoke(id: string): Promise<void> {
    await this.api.call(identityRoutes.removeApiKey, { params: { id } });
    this.known.update((keys) => keys?.filter((key) => key.id !== id) ?? null);
  }
}
