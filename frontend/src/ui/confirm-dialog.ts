import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { DialogFrame } from './dialog';

/** What is about to happen, in translated texts. `action` names the deed, never "OK". */
export interface Question {
  readonly heading: string;
  readonly text: string;
  readonly action: string;
}

/** Loaded with the first question; `Confirm` opens it. */
@Component({
  selector: 'qd-confirm',
  imports: [DialogFrame, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <qd-dialog [heading]="question.heading">
      <p>{{ question.text }}</p>
      <ng-container dialogActions>
        <button type="button" class="qd-button" cdkFocusInitial (click)="ref.close(false)">
          {{ 'ui.cancel' | transloco }}
        </button>
        <button type="button" class="qd-button danger primary" (click)="ref.close(true)">{{ question.action }}</button>
      </ng-container>
    </qd-dialog>
  `,
})
export class ConfirmDialog {
  protected readonly question = inject<Question>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<boolean>>(DialogRef);
}
