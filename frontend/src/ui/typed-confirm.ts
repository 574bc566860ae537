import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { form, FormField, FormRoot, validate } from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { DialogFrame } from './dialog';
import { ErrorNote } from './error-note';
import { Field, FieldInput } from './field';
import { submission } from './submission';

/** What is about to be deleted for good, in translated texts. */
export interface TypedQuestion {
  readonly heading: string;
  /** One paragraph each. */
  readonly texts: readonly string[];
  /** What is to be typed. */
  readonly name: string;
  readonly label: string;
  readonly wrong: string;
  readonly action: string;
  /** Throws what the dialog shows. */
  run(typed: string): Promise<void>;
}

/** Does what cannot be taken back for who types the name of what it is done to. Closes with true. */
@Component({
  selector: 'qd-typed-confirm',
  imports: [DialogFrame, ErrorNote, Field, FieldInput, FormField, FormRoot, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <form [formRoot]="form">
      <qd-dialog [heading]="question.heading">
        @for (text of question.texts; track text) {
          <p>{{ text }}</p>
        }
        <qd-field [label]="question.label">
          <input qdInput autocomplete="off" spellcheck="false" [formField]="form.name" />
        </qd-field>
        @if (failure(); as error) {
          <qd-error-note [error]="error" />
        }
        <ng-container dialogActions>
          <button type="button" class="qd-button" (click)="ref.close()">{{ 'ui.cancel' | transloco }}</button>
          <button type="submit" class="qd-button danger primary" [disabled]="form().submitting()">
            {{ question.action }}
          </button>
        </ng-container>
      </qd-dialog>
    </form>
  `,
})
export class TypedConfirm {
  protected readonly question = inject<TypedQuestion>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);
  protected readonly failure = signal<unknown>(undefined);
  private readonly typed = signal({ name: '' });
  protected readonly form = form(
    this.typed,
    (path) => {
      validate(path.name, ({ value }) =>
        value().trim() === this.question.name ? undefined : { kind: 'name', message: this.question.wrong },
      );
    },
    { submission: submission(() => this.run(), this.failure) },
  );

  private async run(): Promise<void> {
    await this.question.run(this.typed().name.trim());
    this.ref.close(true);
  }
}
