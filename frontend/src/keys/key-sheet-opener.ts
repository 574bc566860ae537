import { ErrorHandler, inject, Injectable } from '@angular/core';
import { Dialogs } from '../ui/dialog';

const WRITES = 'input, textarea, select, [contenteditable="true"]';

/** Opens the sheet of keys, whose code is loaded then. */
@Injectable({ providedIn: 'root' })
export class KeySheetOpener {
  private readonly dialogs = inject(Dialogs);
  private readonly errors = inject(ErrorHandler);

  /** Called by the shell for every key: `?` opens the sheet, but not where somebody writes a question mark. */
  press({ key, ctrlKey, metaKey, altKey, target, defaultPrevented }: KeyboardEvent): void {
    if (key !== '?' || ctrlKey || metaKey || altKey || defaultPrevented) return;
    if (target instanceof HTMLElement && target.matches(WRITES)) return;
    this.open();
  }

  /** Called by the palette's command, too. What interrupts already is not interrupted. */
  open(): void {
    if (this.dialogs.isOpen) return;
    import('./key-sheet')
      .then(({ KeySheet }) => this.dialogs.open(KeySheet))
      .catch((error: unknown) => {
        this.errors.handleError(error);
      });
  }
}
