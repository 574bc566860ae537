import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Role } from '@quarterdeck/sdk/api/identity';
import type { Member } from '@quarterdeck/sdk/api/members';
import { SessionStore } from '../api/session.store';
import { injectMessages } from '../messages/messages';
import { Confirm } from '../ui/confirm';
import { ErrorNote } from '../ui/error-note';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';
import { Invitations } from './invitations';
import { PeopleStore } from './people.store';
import { ROLE_NAMES, ROLE_RIGHTS, ROLES } from './roles';

/** Who belongs to the workspace, and as what; whom it invites. */
@Component({
  selector: 'qd-people-page',
  imports: [ErrorNote, Invitations, Skeleton, TimeAgo, TranslocoPipe],
  providers: [PeopleStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrls: ['../settings/settings-section.css', './people-page.css'],
  templateUrl: './people-page.html',
})
export class PeoplePage {
  protected readonly store = inject(PeopleStore);
  protected readonly session = inject(SessionStore);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();

  protected readonly roles = ROLES;
  protected readonly names = ROLE_NAMES;
  protected readonly rights = ROLE_RIGHTS;
  protected readonly failure = signal<unknown>(undefined);

  constructor() {
    void this.store.load();
  }

  protected async changeRole(member: Member, select: HTMLSelectElement): Promise<void> {
    const role = select.value as Role;
    this.failure.set(undefined);
    try {
      await this.store.changeRole(member.id, role);
      this.toasts.say(this.messages('people.changed', { name: member.name, role: this.messages(ROLE_NAMES[role]) }));
    } catch (error) {
      select.value = member.role;
      this.failure.set(error);
    }
  }

  protected async remove({ id, name }: Member): Promise<void> {
    this.failure.set(undefined);
    const workspace = this.session.workspace()?.name ?? '';
    const agreed = await this.confirm.ask({
      heading: this.messages('people.removeHeading', { name, workspace }),
      text: this.messages('people.removeText', { name }),
      action: this.messages('people.remove'),
    });
    if (!agreed) return;
    try {
      await this.store.remove(id);
      this.toasts.say(this.messages('people.removed', { name }));
    } catch (error) {
      this.failure.set(error);
    }
  }
}
