import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ApiKey } from '@quarterdeck/sdk/api/identity';
import KeyRound from 'lucide/dist/esm/icons/key-round.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { injectMessages } from '../messages/messages';
import { Confirm } from '../ui/confirm';
import { Dialogs } from '../ui/dialog';
import { EmptyState } from '../ui/empty-state';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import { Skeleton } from '../ui/skeleton';
import { Now, TimeAgo } from '../ui/time-ago';
import { Toasts } from '../ui/toasts';
import { ApiKeysStore } from './api-keys.store';
import { NewKeyDialog } from './new-key-dialog';

/** The keys with which programs send points: list, create, revoke. */
@Component({
  selector: 'qd-api-keys',
  imports: [EmptyState, ErrorNote, Icon, Skeleton, TimeAgo, TranslocoPipe],
  providers: [ApiKeysStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './settings-section.css',
  templateUrl: './api-keys.html',
})
export class ApiKeys {
  protected readonly store = inject(ApiKeysStore);
  private readonly dialogs = inject(Dialogs);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly now = inject(Now).value;

  protected readonly icons = { KeyRound, Plus };
  protected readonly failure = signal<unknown>(undefined);

  constructor() {
    void this.store.load();
  }

  protected expired({ expiresAt }: ApiKey): boolean {
    return expiresAt !== null && Date.parse(expiresAt) <= this.now();
  }

  protected create(): void {
    void this.dialogs.open(NewKeyDialog, this.store);
  }

  protected async revoke({ id, name }: ApiKey): Promise<void> {
    this.failure.set(undefined);
    const agreed = await this.confirm.ask({
      heading: this.messages('settings.keys.revokeHeading', { name }),
      text: this.messages('settings.keys.revokeText'),
      action: this.messages('settings.keys.revoke'),
    });
    if (!agreed) return;
    try {
      await this.store.revoke(id);
      this.toasts.say(this.messages('settings.keys.revoked', { name }));
    } catch (error) {
      this.failure.set(error);
    }
  }
}
