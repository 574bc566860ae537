import type { DialogRef } from '@angular/cdk/dialog';
import { ErrorHandler, inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import { injectMessages } from '../messages/messages';
import { Dialogs } from '../ui/dialog';
import { Toasts } from '../ui/toasts';
import { addressOf, type PaletteEntry } from './palette-entries';

/** Opens the palette, whose code is loaded the first time, and does what was chosen in it. Provided by the shell. */
@Injectable()
export class PaletteOpener {
  private readonly dialogs = inject(Dialogs);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly errors = inject(ErrorHandler);
  private readonly messages = injectMessages();
  private opened: DialogRef<PaletteEntry> | undefined;
  private opening = false;

  /** Called by the shell for every key: Ctrl+K opens and closes. What interrupts already is not interrupted. */
  press(event: KeyboardEvent): void {
    const asked =
      (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k';
    if (!asked || event.defaultPrevented) return;
    event.preventDefault();
    if (this.opened) this.opened.close();
    else this.open();
  }

  open(): void {
    if (this.opening || this.dialogs.isOpen) return;
    this.opening = true;
    Promise.all([import('./palette'), this.dialogs.made()])
      .then(([{ openPalette }, dialog]) => {
        const opened = openPalette(dialog, this.messages('palette.label'));
        this.opened = opened;
        opened.closed.subscribe((entry) => {
          this.opened = undefined;
          if (entry) this.run(entry);
        });
      })
      .catch((error: unknown) => {
        this.errors.handleError(error);
        this.toasts.say(this.messages('errors.unexpected'));
      })
      .finally(() => {
        this.opening = false;
      });
  }

  private run({ of }: PaletteEntry): void {
    if ('command' in of) return of.command.run();
    const { path, query } = addressOf(of.hit);
    void this.router.navigate([...path], { queryParams: query });
  }
}
