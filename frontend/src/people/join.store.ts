import { inject, Injectable, signal } from '@angular/core';
import { invitationRoutes, type InvitationView } from '@quarterdeck/sdk/api/invitations';
import { ApiClient } from '../api/api-client';

/** What an invitation leads to. Provided by its page. */
@Injectable()
export class JoinStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<InvitationView | null>(null);
  private readonly failed = signal<unknown>(undefined);

  /** Null until it is known, and where it opens nothing. */
  readonly invitation = this.known.asReadonly();
  readonly failure = this.failed.asReadonly();

  /** Called when the page opens, and again when its address changes. */
  async load(token: string): Promise<void> {
    this.failed.set(undefined);
    this.known.set(null);
    try {
      this.known.set(await this.api.call(invitationRoutes.view, { body: { token } }));
    } catch (error) {
      this.failed.set(error);
    }
  }
}
