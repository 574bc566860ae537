import { afterNextRender, ElementRef, inject, Injector } from '@angular/core';

export type FocusSoon = (selector: string, at: number) => void;

/**
 * Moves the focus to what stands in this component only after it was drawn anew; -1 is the last of those found. Called in
 * an injection context.
 */
export function injectFocusSoon(): FocusSoon {
  const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  const injector = inject(Injector);
  return (selector, at) => {
    afterNextRender(() => [...host.querySelectorAll<HTMLElement>(selector)].at(at)?.focus(), { injector });
  };
}
