import { DIALOG_DATA } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, DOCUMENT, inject, signal } from '@angular/core';
import { form, FormField, FormRoot } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import type { ShareLink } from '@quarterdeck/sdk/api/sharing';
import { injectMessages } from '../messages/messages';
import { Confirm } from '../ui/confirm';
import { CopyField } from '../ui/copy-field';
import { DialogFrame } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { expiresAt, type Expiry } from '../ui/expiry';
import { ExpiryField, expiryRule } from '../ui/expiry-field';
import { Field, FieldInput } from '../ui/field';
import { Skeleton } from '../ui/skeleton';
import { submission } from '../ui/submission';
import { Toasts } from '../ui/toasts';
import { ShareLinks } from './share-links';
import { SharingStore } from './sharing.store';

/** What the dialog wants to know: `dialogs.open(ShareDialog, { dashboardId, title } satisfies ShareDialogData)`. */
export interface ShareDialogData {
  readonly dashboardId: string;
  readonly title: string;
  /** What is chosen of variables, as the address says it. */
  readonly search?: string;
}

/** Read-only links to one dashboard: create, list, revoke. */
@Component({
  selector: 'qd-share-dialog',
  imports: [
    CopyField,
    DialogFrame,
    ErrorNote,
    ExpiryField,
    Field,
    FieldInput,
    FormField,
    FormRoot,
    ShareLinks,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [SharingStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './share-dialog.css',
  templateUrl: './share-dialog.html',
})
export class ShareDialog {
  protected readonly data = inject<ShareDialogData>(DIALOG_DATA);
  protected readonly store = inject(SharingStore);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly origin = inject(DOCUMENT).location.origin;

  protected readonly choices = ['day', 'week', 'month', 'custom'] as const;
  protected readonly failure = signal<unknown>(undefined);
  protected readonly address = signal('');

  private readonly wanted = signal<{ name: string; expiry: Expiry }>({
    name: '',
    expiry: { choice: 'week', date: '' },
  });
  protected readonly form = form(
    this.wanted,
    (path) => {
      expiryRule(path.expiry, this.messages);
    },
    { submission: submission(() => this.create(), this.failure) },
  );

  constructor() {
    void this.store.load(this.data.dashboardId);
  }

  private async create(): Promise<void> {
    const { name, expiry } = this.wanted();
    const end = expiresAt(expiry, Date.now());
    if (end === null) return;
    const { token } = await this.store.create(this.data.dashboardId, name, end);
    this.address.set(`${this.origin}/shared${this.data.search ?? ''}#${token}`);
    this.form().reset({ name: '', expiry });
  }

  protected async revoke(link: ShareLink): Promise<void> {
    this.failure.set(undefined);
    const agreed = await this.confirm.ask({
      heading: this.messages('sharing.revokeHeading', { name: link.name || this.messages('sharing.unnamed') }),
      text: this.messages('sharing.revokeText'),
      action: this.messages('sharing.revoke'),
    });
    if (!agreed) return;
    try {
      await this.store.revoke(link.id);
      this.address.set('');
      this.toasts.say(this.messages('sharing.revokedToast'));
    } catch (error) {
      this.failure.set(error);
    }
  }
}
