import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject, signal } from '@angular/core';
import { email, form, FormField, FormRoot, max, min } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Role } from '@quarterdeck/sdk/api/identity';
import { SessionStore } from '../api/session.store';
import { ResetStore } from '../identity/reset.store';
import { injectMessages } from '../messages/messages';
import { CopyField } from '../ui/copy-field';
import { DialogFrame } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { expiresAt, type Expiry } from '../ui/expiry';
import { ExpiryField, expiryRule } from '../ui/expiry-field';
import { Field, FieldInput } from '../ui/field';
import { submission } from '../ui/submission';
import type { InvitationsStore } from './invitations.store';
import { ROLE_NAMES, ROLE_RIGHTS, rolesUpTo } from './roles';

const MOST_USES = 100;

/** Makes an invitation, then shows its link this once. */
@Component({
  selector: 'qd-new-invitation-dialog',
  imports: [CopyField, DialogFrame, ErrorNote, ExpiryField, Field, FieldInput, FormField, FormRoot, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './new-invitation-dialog.html',
})
export class NewInvitationDialog {
  private readonly store = inject<InvitationsStore>(DIALOG_DATA);
  protected readonly session = inject(SessionStore);
  private readonly messages = injectMessages();
  private readonly origin = inject(DOCUMENT).location.origin;
  protected readonly ref = inject(DialogRef);

  protected readonly choices = ['day', 'week', 'month', 'custom'] as const;
  protected readonly roles = rolesUpTo(this.session.role());
  protected readonly names = ROLE_NAMES;
  protected readonly failure = signal<unknown>(undefined);
  protected readonly address = signal('');
  protected readonly mailed = signal('');
  protected readonly mail = inject(ResetStore);

  private readonly wanted = signal<{ role: Role; label: string; email: string; mostUses: number; expiry: Expiry }>({
    ...{ role: 'viewer', label: '', email: '', mostUses: 1 },
    expiry: { choice: 'week', date: '' },
  });
  protected readonly rights = computed(() => ROLE_RIGHTS[this.wanted().role]);
  protected readonly form = form(
    this.wanted,
    (path) => {
      email(path.email, { message: () => this.messages('join.emailWrong') });
      min(path.mostUses, 1, { message: () => this.messages('people.new.usesWrong') });
      max(path.mostUses, MOST_USES, { message: () => this.messages('people.new.usesWrong') });
      expiryRule(path.expiry, this.messages);
    },
    { submission: submission(() => this.create(), this.failure) },
  );

  constructor() {
    void this.mail.ready();
  }

  private async create(): Promise<void> {
    const { expiry, ...wanted } = this.wanted();
    const end = expiresAt(expiry, Date.now());
    if (end === null) return;
    const to = wanted.email || null;
    const { token, mailed } = await this.store.create({ ...wanted, email: to, expiresAt: end });
    // A click beside the dialog must not lose what is never shown again.
    this.ref.disableClose = true;
    if (mailed) this.mailed.set(wanted.email);
    this.address.set(`${this.origin}/join#${token}`);
  }
}
