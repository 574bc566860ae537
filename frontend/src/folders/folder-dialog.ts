import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, maxLength, required } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Folder } from '@quarterdeck/sdk/api/folders';
import { SessionStore } from '../api/session.store';
import { injectMessages } from '../messages/messages';
import { DialogFrame } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { submission } from '../ui/submission';
import { folderChoices, indented } from './folder-choices';
import { FoldersStore } from './folders.store';

/** What the form is about: a folder there is, or the place of a new one. */
export type FolderWish = { readonly folder: Folder } | { readonly parentId: string | null };

/** Makes a folder, or renames one and puts it elsewhere. Answers with the new folder. */
@Component({
  selector: 'qd-folder-dialog',
  imports: [DialogFrame, ErrorNote, Field, FieldInput, FormField, FormRoot, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form [formRoot]="form">
      <qd-dialog [heading]="(folder ? 'library.folder.changeHeading' : 'library.folder.newHeading') | transloco">
        <qd-field [label]="'library.folder.name' | transloco">
          <input qdInput autocomplete="off" [formField]="form.name" />
        </qd-field>
        <qd-field [label]="'library.folder.parent' | transloco" [help]="'library.folder.parentHelp' | transloco">
          <select qdInput [formField]="form.parentId">
            @if (mayTop) {
              <option value="">{{ 'library.top' | transloco }}</option>
            }
            @for (choice of choices(); track choice.id) {
              <option [value]="choice.id">{{ indented(choice) }}</option>
            }
          </select>
        </qd-field>
        @if (failure(); as error) {
          <qd-error-note [error]="error" />
        }
        <ng-container dialogActions>
          <button type="button" class="qd-button" (click)="ref.close()">{{ 'ui.cancel' | transloco }}</button>
          <button type="submit" class="qd-button primary" [disabled]="form().submitting()">
            {{ (folder ? 'library.save' : 'library.folder.create') | transloco }}
          </button>
        </ng-container>
      </qd-dialog>
    </form>
  `,
})
export class FolderDialog {
  private readonly store = inject(FoldersStore);
  private readonly messages = injectMessages();
  private readonly wish = inject<FolderWish>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<Folder>>(DialogRef);
  protected readonly folder = 'folder' in this.wish ? this.wish.folder : undefined;
  private readonly before = 'folder' in this.wish ? this.wish.folder.parentId : this.wish.parentId;
  /** A folder may always stay where it is. */
  protected readonly mayTop = inject(SessionStore).canEdit() || this.before === null;
  protected readonly indented = indented;
  protected readonly choices = computed(() => folderChoices(this.store.list() ?? [], this.folder?.id));
  protected readonly failure = signal<unknown>(undefined);
  private readonly wanted = signal({ name: this.folder?.name ?? '', parentId: this.before ?? '' });
  protected readonly form = form(
    this.wanted,
    (path) => {
      required(path.name, { message: () => this.messages('library.folder.nameMissing') });
      maxLength(path.name, 100, { message: () => this.messages('library.folder.nameLong') });
    },
    { submission: submission(() => this.send(), this.failure) },
  );

  private async send(): Promise<void> {
    const { name, parentId } = this.wanted();
    const content = { name: name.trim(), parentId: parentId === '' ? null : parentId };
    if (!this.folder) return this.ref.close(await this.store.create(content));
    await this.store.change(this.folder.id, content);
    this.ref.close();
  }
}
