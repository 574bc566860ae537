import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** Pictures side by side or below one another, each with an equal share; rows wrap where they become too narrow. */
@Component({
  selector: 'qd-stack-picture',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.row]': "direction() === 'row'" },
  styles: `
    :host {
      display: grid;
      grid-auto-rows: minmax(0, 1fr);
      gap: var(--space-12);
      height: 100%;
      min-height: 0;
    }
    :host(.row) {
      grid-template-columns: repeat(auto-fit, minmax(min(132px, 100%), 1fr));
      gap: var(--space-8) var(--space-24);
      overflow: hidden;
    }
  `,
  template: '<ng-content />',
})
export class StackPicture {
  readonly direction = input.required<'row' | 'column'>();
}
