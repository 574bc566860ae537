import { inject, Injectable } from '@angular/core';
import type { Question } from './confirm-dialog';
import { Dialogs } from './dialog';

/** Asks before something that cannot be taken back. */
@Injectable({ providedIn: 'root' })
export class Confirm {
  private readonly dialogs = inject(Dialogs);

  /** Called before deleting or revoking; true only when the person chose the deed. */
  async ask(question: Question): Promise<boolean> {
    const { ConfirmDialog } = await import('./confirm-dialog');
    return (await this.dialogs.open<boolean>(ConfirmDialog, question)) === true;
  }
}
