import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, required } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { injectMessages } from '../messages/messages';
import { DialogFrame } from '../ui/dialog';
import { ErrorNote } from '../ui/error-note';
import { Field, FieldInput } from '../ui/field';
import { submission } from '../ui/submission';

/** What is asked for, in translated texts, and what is done with the answer. */
export interface NameQuestion {
  readonly heading: string;
  readonly help?: string;
  readonly action: string;
  readonly name: string;
  readonly save: (name: string) => Promise<void>;
}

/** Asks how a workspace is called: a new one, or one that gets another name. */
@Component({
  selector: 'qd-name-dialog',
  imports: [DialogFrame, ErrorNote, Field, FieldInput, FormField, FormRoot, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form [formRoot]="form">
      <qd-dialog [heading]="question.heading">
        <qd-field [label]="'workspaces.createName' | transloco" [help]="question.help ?? ''">
          <input qdInput autocomplete="organization" [formField]="form.name" />
        </qd-field>
        @if (failure(); as error) {
          <qd-error-note [error]="error" />
        }
        <ng-container dialogActions>
          <button type="button" class="qd-button" (click)="ref.close()">{{ 'ui.cancel' | transloco }}</button>
          <button type="submit" class="qd-button primary" [disabled]="form().submitting()">
            {{ question.action }}
          </button>
        </ng-container>
      </qd-dialog>
    </form>
  `,
})
export class NameDialog {
  protected readonly question = inject<NameQuestion>(DIALOG_DATA);
  protected readonly ref = inject(DialogRef);
  private readonly messages = injectMessages();
  protected readonly failure = signal<unknown>(undefined);
  private readonly wanted = signal({ name: this.question.name });
  protected readonly form = form(
    this.wanted,
    (path) => {
      required(path.name, { message: () => this.messages('workspaces.nameMissing') });
    },
    {
      submission: submission(async () => {
        await this.question.save(this.wanted().name.trim());
        this.ref.close();
      }, this.failure),
    },
  );
}
