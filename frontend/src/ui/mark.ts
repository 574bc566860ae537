import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The mark of Quarterdeck: the raised deck of a ship, seen through a porthole. */
@Component({
  selector: 'qd-mark',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true' },
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      color: var(--accent);
    }
  `,
  template: `
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" [attr.width]="size()" [attr.height]="size()">
      <circle cx="12" cy="12" r="9.25" stroke-width="2" />
      <path d="M6.5 15.25h4v-3h3.5v-3h3.75" stroke-width="2" stroke-linejoin="round" stroke-linecap="round" />
      <path d="m17 17 4 4" stroke-width="2" stroke-linecap="round" />
    </svg>
  `,
})
export class Mark {
  readonly size = input(22);
}
