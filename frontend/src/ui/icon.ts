import { ChangeDetectionStrategy, Component, effect, ElementRef, inject, input } from '@angular/core';
import type { IconNode } from 'lucide';
import createElement from 'lucide/dist/esm/createElement.mjs';

/** One icon of lucide, imported by name where it is used: `<qd-icon [of]="icons.Plus" />`. Says nothing to screen readers. */
@Component({
  selector: 'qd-icon',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
  `,
  template: '',
})
export class Icon {
  readonly of = input.required<IconNode>();
  readonly size = input(16);

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    effect(() => {
      const size = String(this.size());
      host.replaceChildren(createElement(this.of(), { width: size, height: size, 'stroke-width': '1.75' }));
    });
  }
}
