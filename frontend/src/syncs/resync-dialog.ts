import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { DialogFrame } from '../ui/dialog';
import { Field, FieldInput } from '../ui/field';

/** From when on a stream is read again; `from` is null for all of it. */
export interface ResyncAnswer {
  readonly from: string | null;
}

/** Asks from when on. */
@Component({
  selector: 'qd-resync-dialog',
  imports: [DialogFrame, Field, FieldInput, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <qd-dialog [heading]="'syncs.resync.heading' | transloco: { title }">
      <p>{{ 'syncs.resync.text' | transloco }}</p>
      <qd-field [label]="'syncs.resync.from' | transloco" [help]="'syncs.resync.help' | transloco">
        <input qdInput #date type="date" [attr.max]="today" (input)="day.set(date.value)" />
      </qd-field>
      <ng-container dialogActions>
        <button type="button" class="qd-button" (click)="ref.close()">{{ 'ui.cancel' | transloco }}</button>
        <button type="button" class="qd-button primary" (click)="ref.close(answer())">
          {{ 'syncs.resync.action' | transloco }}
        </button>
      </ng-container>
    </qd-dialog>
  `,
})
export class ResyncDialog {
  protected readonly title = inject<string>(DIALOG_DATA);
  protected readonly ref = inject<DialogRef<ResyncAnswer>>(DialogRef);
  protected readonly today = new Date().toISOString().slice(0, 10);
  /** As the field has it: empty until a whole day is chosen. */
  protected readonly day = signal('');

  /** The day begins where the person is. */
  protected answer(): ResyncAnswer {
    const day = this.day();
    return { from: day === '' ? null : new Date(`${day}T00:00`).toISOString() };
  }
}
