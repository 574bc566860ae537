import { inject, Injectable, signal } from '@angular/core';
import {
  invitationRoutes,
  type InvitationView,
  type JoinCredentials,
  type NewAccount,
} from '@quarterdeck/sdk/api/invitations';
import { ApiClient } from '../api/api-client';
import { SessionStore } from '../api/session.store';

/** What an invitation leads to. Provided by its page. */
@Injectable()
export class JoinStore {
  private readonly api = inject(ApiClient);
  private readonly session = inject(SessionStore);
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

  /** Called for who has an account. */
  async signInAndJoin(credentials: JoinCredentials): Promise<void> {
    this.session.goOn(await this.api.call(invitationRoutes.signInAndJoin, { body: credentials }));
  }

  /** Called for who has none. */
  async signUpAndJoin(account: NewAccount): Promise<void> {
    this.session.goOn(await this.api.call(invitationRoutes.signUpAndJoin, { body: account }));
  }

  /** Called for who is signed in: the session goes on in the workspace of the invitation. */
  async join(token: string): Promise<void> {
    this.session.goOn(await this.api.call(invitationRoutes.join, { body: { token } }));
  }
}
