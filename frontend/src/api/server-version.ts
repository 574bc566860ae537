import { effect, inject, Injectable, signal, untracked } from '@angular/core';
import { identityRoutes } from '@quarterdeck/sdk/api/identity';
import { ApiClient } from './api-client';
import { Reach } from './reach';
import { SessionStore } from './session.store';

/** Whether the server was upgraded under the open page. Looked at whenever the server comes back. */
@Injectable({ providedIn: 'root' })
export class ServerVersion {
  private readonly api = inject(ApiClient);
  private readonly session = inject(SessionStore);
  private readonly other = signal(false);
  readonly isNew = this.other.asReadonly();

  constructor() {
    const { returns } = inject(Reach);
    effect(() => {
      if (returns() > 0) untracked(() => void this.compare());
    });
  }

  private async compare(): Promise<void> {
    const own = this.session.version();
    const session = await this.api.call(identityRoutes.session, {}).catch(() => undefined);
    // It is away again: the next return asks anew.
    if (session && own !== '') this.other.set(session.version !== own);
  }
}
