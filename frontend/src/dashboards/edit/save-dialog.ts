import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Change } from '@quarterdeck/sdk/api/document-changes';
import { injectMessages } from '../../messages/messages';
import { DialogFrame } from '../../ui/dialog';
import { Field, FieldInput } from '../../ui/field';
import { submission } from '../../ui/submission';
import { ChangeList } from '../revisions/change-list';

/** Shows what is about to be saved and asks why. Closes with the note. */
@Component({
  selector: 'qd-save-dialog',
  imports: [ChangeList, DialogFrame, Field, FieldInput, FormField, FormRoot, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    h3 {
      margin-bottom: var(--space-4);
      color: var(--muted);
      font-size: var(--text-12);
      font-weight: 500;
    }
    textarea {
      min-height: 72px;
    }
  `,
  template: `
    <form [formRoot]="form">
      <qd-dialog [heading]="'revisions.save.heading' | transloco">
        @if (data.changes.length > 0) {
          <section>
            <h3>{{ 'revisions.save.changes' | transloco }}</h3>
            <qd-change-list [changes]="data.changes" />
          </section>
        }
        <qd-field [label]="'revisions.save.note' | transloco" [help]="'revisions.save.noteHelp' | transloco">
          <textarea qdInput rows="3" [formField]="form.note"></textarea>
        </qd-field>
        <ng-container dialogActions>
          <button type="button" class="qd-button" (click)="ref.close()">{{ 'ui.cancel' | transloco }}</button>
          <button type="submit" class="qd-button primary">{{ 'revisions.save.submit' | transloco }}</button>
        </ng-container>
      </qd-dialog>
    </form>
  `,
})
export class SaveDialog {
  protected readonly ref = inject<DialogRef<string>>(DialogRef);
  protected readonly data = inject<{ readonly changes: readonly Change[] }>(DIALOG_DATA);
  private readonly messages = injectMessages();
  private readonly wanted = signal({ note: '' });
  protected readonly form = form(
    this.wanted,
    (path) => {
      maxLength(path.note, 500, { message: () => this.messages('revisions.save.noteLong') });
    },
    {
      submission: submission(() => {
        this.ref.close(this.wanted().note);
        return Promise.resolve();
      }, signal<unknown>(undefined)),
    },
  );
}
