import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Crosshair } from './crosshair';
import { pixelOf, type Rect } from './grid-rect';

/** The time pointed at on another chart, as a line across this one. It knows nothing of values and costs no drawing. */
@Component({
  selector: 'qd-crosshair-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    i {
      position: absolute;
      width: 1px;
      background: var(--muted);
      pointer-events: none;
    }
  `,
  template: `
    @if (x(); as left) {
      <i [style.left.px]="left" [style.top.px]="rect().y" [style.height.px]="rect().height"></i>
    }
  `,
})
export class CrosshairLine {
  readonly rect = input.required<Rect>();
  readonly range = input.required<{ readonly from: number; readonly to: number }>();
  /** Who does not need to be told of what is pointed at on it. */
  readonly of = input.required<object>();

  private readonly crosshair = inject(Crosshair, { optional: true });
  protected readonly x = computed(() => {
    const time = this.crosshair?.timeFor(this.of()) ?? null;
    const range = this.range();
    return time === null || time < range.from || time > range.to ? null : pixelOf(time, this.rect(), range);
  });
}
