import { inject, Injectable, signal } from '@angular/core';
import { profileRoutes, type OpenSession, type PasswordChange } from '@quarterdeck/sdk/api/profile';
import { ApiClient } from '../api/api-client';
import { SessionStore } from '../api/session.store';

/** The own account: where it is signed in, and its password. */
@Injectable({ providedIn: 'root' })
export class ProfileStore {
  private readonly api = inject(ApiClient);
  private readonly session = inject(SessionStore);
  private readonly known = signal<readonly OpenSession[] | null>(null);
  private readonly failed = signal<unknown>(undefined);

  /** Null until they are known. */
  readonly sessions = this.known.asReadonly();
  readonly failure = this.failed.asReadonly();

  /** Called when the list opens and by its "Try again". */
  async load(): Promise<void> {
    this.failed.set(undefined);
    try {
      this.known.set(await this.api.call(profileRoutes.sessions, {}));
    } catch (error) {
      this.failed.set(error);
    }
  }

  /** Called by the form of the name, which stands on every page. */
  async rename(name: string): Promise<void> {
    this.session.goOn(await this.api.call(profileRoutes.rename, { body: { name } }));
  }

  /** Called by the form. */
  async changePassword(change: PasswordChange): Promise<void> {
    await this.api.call(profileRoutes.changePassword, { body: change });
    await this.load();
  }

  async end(id: string): Promise<void> {
    await this.api.call(profileRoutes.endSession, { params: { id } });
    this.known.update((sessions) => sessions?.filter((session) => session.id !== id) ?? null);
  }

  async endOthers(): Promise<void> {
    await this.api.call(profileRoutes.endOtherSessions, {});
    this.known.update((sessions) => sessions?.filter(({ current }) => current) ?? null);
  }
}
