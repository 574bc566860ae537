import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, validate } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Workspace } from '@quarterdeck/sdk/api/workspaces';
import { WorkspacesStore } from '../api/workspaces.store';
import { injectMessages } from '../messages/messages';
import { DialogFrame } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { submission } from '../ui/submission';

/** Deletes a workspace for who types its name. */
@Component({
  selector: 'qd-delete-dialog',
  imports: [DialogFrame, ErrorNote, Field, FieldInput, FormField, FormRoot, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form [formRoot]="form">
      <qd-dialog [heading]="'workspaces.deleteHeading' | transloco: { name: workspace.name }">
        <p>{{ 'workspaces.deleteText' | transloco }}</p>
        <qd-field [label]="'workspaces.deleteName' | transloco: { name: workspace.name }">
          <input qdInput autocomplete="off" spellcheck="false" [formField]="form.name" />
        </qd-field>
        @if (failure(); as error) {
          <qd-error-note [error]="error" />
        }
        <ng-container dialogActions>
          <button type="button" class="qd-button" (click)="ref.close()">{{ 'ui.cancel' | transloco }}</button>
          <button type="submit" class="qd-button danger primary" [disabled]="form().submitting()">
            {{ 'workspaces.deleteSubmit' | transloco }}
          </button>
        </ng-container>
      </qd-dialog>
    </form>
  `,
})
export class DeleteDialog {
  protected readonly workspace = inject<Workspace>(DIALOG_DATA);
  protected readonly ref = inject(DialogRef);
  private readonly store = inject(WorkspacesStore);
  private readonly messages = injectMessages();
  protected readonly failure = signal<unknown>(undefined);
  private readonly typed = signal({ name: '' });
  protected readonly form = form(
    this.typed,
    (path) => {
      validate(path.name, ({ value }) =>
        value().trim() === this.workspace.name
          ? undefined
          : { kind: 'name', message: this.messages('workspaces.deleteWrong') },
      );
    },
    { submission: submission(() => this.store.remove(this.workspace.id, this.typed().name.trim()), this.failure) },
  );
}
