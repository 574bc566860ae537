import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, DOCUMENT, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectMessages } from '../messages/messages';
import { CopyField } from '../ui/copy-field';
import { DialogFrame } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { expiresAt, type Expiry } from '../ui/expiry';
import { ExpiryField, expiryRule } from '../ui/expiry-field';
import { Field, FieldInput } from '../ui/field';
import { submission } from '../ui/submission';
import type { ApiKeysStore } from './api-keys.store';
import { curlExample } from './curl-example';

/** Makes a key, then shows its secret this once, with a command that uses it. */
@Component({
  selector: 'qd-new-key-dialog',
  imports: [CopyField, DialogFrame, ErrorNote, ExpiryField, Field, FieldInput, FormField, FormRoot, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './new-key-dialog.html',
})
export class NewKeyDialog {
  private readonly store = inject<ApiKeysStore>(DIALOG_DATA);
  private readonly messages = injectMessages();
  private readonly origin = inject(DOCUMENT).location.origin;
  protected readonly ref = inject(DialogRef);

  protected readonly choices = ['never', 'month', 'quarter', 'year', 'custom'] as const;
  protected readonly failure = signal<unknown>(undefined);
  protected readonly created = signal<{ secret: string; example: string } | undefined>(undefined);

  private readonly wanted = signal<{ name: string; expiry: Expiry }>({
    name: '',
    expiry: { choice: 'never', date: '' },
  });
  protected readonly form = form(
    this.wanted,
    (path) => {
      required(path.name, { message: () => this.messages('settings.newKey.nameMissing') });
      expiryRule(path.expiry, this.messages);
    },
    { submission: submission(() => this.create(), this.failure) },
  );

  private async create(): Promise<void> {
    const { name, expiry } = this.wanted();
    const now = new Date();
    const { secret } = await this.store.create(name, expiresAt(expiry, now.getTime()));
    // A click beside the dialog must not lose what is never shown again.
    this.ref.disableClose = true;
    this.created.set({ secret, example: curlExample(this.origin, secret, now) });
  }
}
