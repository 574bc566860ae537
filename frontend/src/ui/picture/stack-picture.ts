import { ChangeDetectionStrategy, Component, computed, ElementRef, inject, input } from '@angular/core';
import { injectSize } from './element-size';

/**
 * Pictures side by side or below one another, each with an equal share; rows wrap where they become too narrow. What does
 * not fit is scrolled to rather than drawn over what stands below it.
 */
@Component({
  selector: 'qd-stack-picture',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.row]': "direction() === 'row'", '[attr.tabindex]': 'overflows() ? 0 : null' },
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
      grid-auto-rows: minmax(42px, 1fr);
      gap: var(--space-8) var(--space-16);
      overflow: hidden auto;
    }
    :host(.row):has(> :nth-child(3)) {
      grid-template-columns: repeat(auto-fit, minmax(min(96px, 100%), 1fr));
    }
  `,
  template: '<ng-content />',
})
export class StackPicture {
  readonly direction = input.required<'row' | 'column'>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly size = injectSize();
  protected readonly overflows = computed(
    () => this.size() !== null && this.host.scrollHeight > this.host.clientHeight,
  );
}
