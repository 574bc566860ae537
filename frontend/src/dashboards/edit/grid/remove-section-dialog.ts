import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { DialogFrame } from '../../../ui/dialog';
import type { Fate } from '../draft/section-documents';

/** What is about to go, in translated texts. */
export interface Removal {
  readonly heading: string;
  readonly text: string;
  /** What "move" does: where the panels go. */
  readonly move: string;
}

/** Asks what becomes of the panels of a tab or row that is removed. Either way undo brings everything back. */
@Component({
  selector: 'qd-remove-section-dialog',
  imports: [DialogFrame, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <qd-dialog [heading]="removal.heading">
      <p>{{ removal.text }}</p>
      <ng-container dialogActions>
        <button type="button" class="qd-button" (click)="ref.close()">{{ 'ui.cancel' | transloco }}</button>
        <button type="button" class="qd-button danger" (click)="ref.close('delete')">
          {{ 'layout.remove.delete' | transloco }}
        </button>
        <button type="button" class="qd-button primary" cdkFocusInitial (click)="ref.close('move')">
          {{ removal.move }}
        </button>
      </ng-container>
    </qd-dialog>
  `,
})
export class RemoveSectionDialog {
  protected readonly removal = inject<Removal>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<Fate>>(DialogRef);
}
