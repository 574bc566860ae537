import { inject, Injectable, signal } from '@angular/core';
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
}
