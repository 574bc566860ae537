import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Role } from '@quarterdeck/sdk/api/identity';
import { SessionStore } from '../api/session.store';
import type { MessageKey } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { PeopleStore } from './people.store';

const ROLES: Record<Role, MessageKey> = {
  owner: 'people.roles.owner',
  editor: 'people.roles.editor',
  viewer: 'people.roles.viewer',
};

/** Who belongs to the workspace, and as what. */
@Component({
  selector: 'qd-people-page',
  imports: [ErrorNote, Skeleton, TimeAgo, TranslocoPipe],
  providers: [PeopleStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: '../settings/settings-section.css',
  templateUrl: './people-page.html',
})
export class PeoplePage {
  protected readonly store = inject(PeopleStore);
  protected readonly session = inject(SessionStore);
  protected readonly roles = ROLES;

  constructor() {
    void this.store.load();
  }
}
