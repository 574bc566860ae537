import type { Signal } from '@angular/core';

/** Whether the dashboard of the page is composed now. Apart from the editor, which readers never load. */
export abstract class Composing {
  abstract readonly isOpen: Signal<boolean>;
}
