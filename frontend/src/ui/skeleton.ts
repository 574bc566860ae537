import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** The shape of what is about to appear. Its container says that it is busy. */
@Component({
  selector: 'qd-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true', '[style.width]': 'width()', '[style.height]': 'height()' },
  styles: `
    :host {
      display: block;
      border-radius: 4px;
      background: var(--pressed);
      animation: qd-breathe 1.6s ease-in-out infinite;
    }
    @keyframes qd-breathe {
      50% {
        opacity: 0.45;
      }
    }
  `,
  template: '',
})
export class Skeleton {
  readonly width = input('100%');
  readonly height = input('14px');
}
