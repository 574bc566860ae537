import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import MailPlus from 'lucide/dist/esm/icons/mail-plus.mjs';
import UserPlus from 'lucide/dist/esm/icons/user-plus.mjs';
import { injectMessages } from '../messages/messages';
import { Confirm } from '../ui/confirm';
import { Dialogs } from '../ui/dialog';
import { EmptyState } from '../ui/empty-state';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { Now, TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';
import { invitationState } from './invitation-state';
import { InvitationsStore } from './invitations.store';
import { NewInvitationDialog } from './new-invitation-dialog';
import { ROLE_NAMES } from './roles';

const STATES = {
  open: { text: 'people.invitations.open', tone: 'good' },
  used: { text: 'people.invitations.used', tone: '' },
  expired: { text: 'people.invitations.expired', tone: '' },
  revoked: { text: 'people.invitations.revoked', tone: 'bad' },
} as const;

/** Links with which people join: make, list, revoke. */
@Component({
  selector: 'qd-invitations',
  imports: [EmptyState, ErrorNote, Icon, Skeleton, TimeAgo, TranslocoPipe],
  providers: [InvitationsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrls: ['../settings/settings-section.css', './invitations.css'],
  templateUrl: './invitations.html',
})
export class Invitations {
  protected readonly store = inject(InvitationsStore);
  private readonly dialogs = inject(Dialogs);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly now = inject(Now).value;

  protected readonly icons = { MailPlus, UserPlus };
  protected readonly failure = signal<unknown>(undefined);
  protected readonly roles = ROLE_NAMES;
  /** As they came: the open ones first. */
  protected readonly rows = computed(() =>
    this.store.invitations()?.map((invitation) => {
      const state = invitationState(invitation, this.now());
      const name = invitation.label || this.messages('people.invitations.unnamed');
      // What was used up has not ended by its date.
      const ended = state === 'used' ? null : (invitation.revokedAt ?? invitation.expiresAt);
      return { invitation, name, ended, state: STATES[state], isOpen: state === 'open' };
    }),
  );

  constructor() {
    void this.store.load();
  }

  protected create(): void {
    void this.dialogs.open(NewInvitationDialog, this.store);
  }

  protected async more(): Promise<void> {
    this.failure.set(undefined);
    try {
      await this.store.loadMore();
    } catch (error) {
      this.failure.set(error);
    }
  }

  protected async revoke(id: string, name: string): Promise<void> {
    this.failure.set(undefined);
    const agreed = await this.confirm.ask({
      heading: this.messages('people.invitations.revokeHeading', { name }),
      text: this.messages('people.invitations.revokeText'),
      action: this.messages('people.invitations.revoke'),
    });
    if (!agreed) return;
    try {
      await this.store.revoke(id);
      this.toasts.say(this.messages('people.invitations.revokedToast'));
    } catch (error) {
      this.failure.set(error);
    }
  }
}
