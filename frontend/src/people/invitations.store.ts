import { computed, inject, Injectable, signal } from '@angular/core';
import {
  invitationRoutes,
  type CreatedInvitation,
  type Invitation,
  type NewInvitation,
} from '@quarterdeck/sdk/api/invitations';
import { ApiClient } from '../api/api-client';
import { Language } from '../messages/language';

/** The invitations of the workspace. Provided by the section that lists them, so it dies with it. */
@Injectable()
export class InvitationsStore {
  private readonly api = inject(ApiClient);
  private readonly language = inject(Language);
  private readonly known = signal<readonly Invitation[] | null>(null);
  private readonly following = signal<string | null>(null);
  private readonly failed = signal<unknown>(undefined);

  /** Null until they are known. */
  readonly invitations = this.known.asReadonly();
  readonly failure = this.failed.asReadonly();
  readonly hasMore = computed(() => this.following() !== null);

  /** Called when the section opens and by its "Try again". */
  async load(): Promise<void> {
    this.failed.set(undefined);
    try {
      const { invitations, next } = await this.api.call(invitationRoutes.list, { query: {} });
      this.known.set(invitations);
      this.following.set(next);
    } catch (error) {
      this.failed.set(error);
    }
  }

  /** Called by "Show older". Throws, so that what is shown stays. */
  async loadMore(): Promise<void> {
    const before = this.following();
    if (before === null) return;
    const { invitations, next } = await this.api.call(invitationRoutes.list, { query: { before } });
    this.known.update((known) => [...(known ?? []), ...invitations]);
    this.following.set(next);
  }

  /** Called by the dialog; the token in the answer is seen this once. */
  async create(wanted: Omit<NewInvitation, 'language'>): Promise<CreatedInvitation> {
    const created = await this.api.call(invitationRoutes.create, {
      body: { ...wanted, language: this.language.current() },
    });
    this.known.update((invitations) => [created.invitation, ...(invitations ?? [])]);
    return created;
  }

  /** Called after the person confirmed. */
  async revoke(id: string): Promise<void> {
    await this.api.call(invitationRoutes.revoke, { params: { id } });
    const revokedAt = new Date().toISOString();
    this.known.update((all) => all?.map((one) => (one.id === id ? { ...one, revokedAt } : one)) ?? null);
  }
}
