import { inject, Injectable, signal } from '@angular/core';
import type { Role } from '@quarterdeck/sdk/api/identity';
import { memberRoutes, type Member } from '@quarterdeck/sdk/api/members';
import { ApiClient } from '../api/api-client';

/** Who belongs to the workspace. Provided by the page that lists them, so it dies with it. */
@Injectable()
export class PeopleStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<readonly Member[] | null>(null);
  private readonly failed = signal<unknown>(undefined);

  /** Null until they are known. */
  readonly members = this.known.asReadonly();
  readonly failure = this.failed.asReadonly();

  /** Called when the page opens and by its "Try again". */
  async load(): Promise<void> {
    this.failed.set(undefined);
    try {
      this.known.set(await this.api.call(memberRoutes.list, {}));
    } catch (error) {
      this.failed.set(error);
    }
  }

  /** Called by the choice of roles. */
  async changeRole(id: string, role: Role): Promise<void> {
    const changed = await this.api.call(memberRoutes.changeRole, { params: { id }, body: { role } });
    this.known.update((members) => members?.map((member) => (member.id === id ? changed : member)) ?? null);
  }

  /** Called after the person confirmed. */
  async remove(id: string): Promise<void> {
    await this.api.call(memberRoutes.remove, { params: { id } });
    this.known.update((members) => members?.filter((member) => member.id !== id) ?? null);
  }
}
