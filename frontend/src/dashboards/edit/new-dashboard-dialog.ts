import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required, validate } from '@angular/forms/signals';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectMessages } from '../../messages/messages';
import { DialogFrame } from '../../ui/dialog';
import { ErrorNote } from '../../ui/error-note';
import { Field, FieldInput } from '../../ui/field';
import { submission } from '../../ui/submission';
import { DashboardsStore } from '../dashboards.store';
import { emptyDocument } from './draft/documents';

/** Asks for a title and opens the new dashboard, whose first steps lead on. */
@Component({
  selector: 'qd-new-dashboard-dialog',
  imports: [DialogFrame, ErrorNote, Field, FieldInput, FormField, FormRoot, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form [formRoot]="form">
      <qd-dialog [heading]="'compose.new.heading' | transloco">
        <qd-field [label]="'compose.settings.title' | transloco" [help]="'compose.new.titleHelp' | transloco">
          <input qdInput autocomplete="off" [formField]="form.title" />
        </qd-field>
        @if (failure(); as error) {
          <qd-error-note [error]="error" />
        }
        <ng-container dialogActions>
          <button type="button" class="qd-button" (click)="ref.close()">{{ 'ui.cancel' | transloco }}</button>
          <button type="submit" class="qd-button primary" [disabled]="form().submitting()">
            {{ 'compose.new.submit' | transloco }}
          </button>
        </ng-container>
      </qd-dialog>
    </form>
  `,
})
export class NewDashboardDialog {
  private readonly store = inject(DashboardsStore);
  /** The folder in which it will lie; the top where none was named. */
  private readonly folderId = inject<string | null>(DIALOG_DATA, { optional: true });
  private readonly router = inject(Router);
  private readonly messages = injectMessages();
  protected readonly ref = inject(DialogRef);
  protected readonly failure = signal<unknown>(undefined);
  private readonly wanted = signal({ title: '' });
  protected readonly form = form(
    this.wanted,
    (path) => {
      const message = () => this.messages('compose.settings.titleMissing');
      required(path.title, { message });
      validate(path.title, ({ value }) => (value().trim() === '' ? { kind: 'blank', message: message() } : undefined));
      maxLength(path.title, 200, { message: () => this.messages('compose.settings.titleLong') });
    },
    { submission: submission(() => this.create(), this.failure) },
  );

  private async create(): Promise<void> {
    const { id } = await this.store.create(emptyDocument(this.wanted().title.trim()), this.folderId);
    this.ref.close();
    await this.router.navigate(['/dashboards', id]);
  }
}
