import { Directive, effect, ElementRef, inject, input } from '@angular/core';

/**
 * Writes a value into a control only where the control does not say it already: somebody who is typing `1.` on the way to
 * `1.5` keeps the dot.
 */
@Directive({ selector: '[qdShown]' })
export class ShownValue {
  readonly qdShown = input.required<unknown>();

  constructor() {
    const control = inject<ElementRef<HTMLInputElement | HTMLTextAreaElement>>(ElementRef).nativeElement;
    effect(() => {
      const value = this.qdShown();
      if (typeof value === 'number' && control.value !== '' && Number(control.value) === value) return;
      const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
      if (control.value !== text) control.value = text;
    });
  }
}
