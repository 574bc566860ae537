import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Connection } from '@quarterdeck/sdk/api/connections';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { SessionStore } from '../api/session.store';
import { injectMessages } from '../messages/messages';
import { Confirm } from '../ui/confirm';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import { Page } from '../ui/page';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import { ConnectionHealthCell } from './connection-health';
import { ConnectionsStore } from './connections.store';
import { FirstConnection } from './first-connection';

/** Where numbers come from: each connection with how it is and who asks it. Owners make, change and delete them here. */
@Component({
  selector: 'qd-connections-page',
  imports: [ConnectionHealthCell, ErrorNote, FirstConnection, Icon, Page, RouterLink, Skeleton, TranslocoPipe],
  providers: [ConnectionsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './connections-page.css',
  templateUrl: './connections-page.html',
})
export class ConnectionsPage {
  protected readonly store = inject(ConnectionsStore);
  protected readonly session = inject(SessionStore);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly icons = { Plus };
  /** Why the last deletion did not happen. */
  protected readonly refusal = signal<unknown>(undefined);

  constructor() {
    void this.load();
  }

  protected load(): Promise<void> {
    return this.store.load(this.session.canEdit());
  }

  protected async remove({ id, name }: Connection): Promise<void> {
    this.refusal.set(undefined);
    const agreed = await this.confirm.ask({
      heading: this.messages('connections.remove.heading', { name }),
      text: this.messages('connections.remove.text'),
      action: this.messages('connections.remove.action'),
    });
    if (!agreed) return;
    try {
      await this.store.remove(id);
      this.toasts.say(this.messages('connections.remove.done', { name }));
    } catch (error) {
      this.refusal.set(error);
    }
  }
}
