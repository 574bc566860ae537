import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { pixelOf, type Rect } from './grid-rect';
import type { Mark } from './marks';
import { whenText } from './moments';
import type { Scene } from './scene';

/** A tick on the time axis for each annotation; it says its text when pointed at or focused, so that twenty hide nothing. */
@Component({
  selector: 'qd-annotation-ticks',
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      position: absolute;
      inset: 0;
      pointer-events: none;
    }
    button {
      position: absolute;
      width: 16px;
      height: 18px;
      margin: -9px 0 0 -8px;
      padding: 0;
      border: 0;
      background: none;
      cursor: help;
      pointer-events: auto;
    }
    button::before {
      position: absolute;
      top: 5px;
      left: 5px;
      width: 7px;
      height: 7px;
      border: 1.5px solid var(--surface);
      border-radius: 50%;
      background: var(--muted);
      content: '';
    }
    button:hover,
    button:focus-visible {
      z-index: 2;
    }
    button:hover::before,
    button:focus-visible::before {
      background: var(--accent);
    }
    .line {
      position: absolute;
      bottom: 9px;
      left: 8px;
      width: 1px;
      background: var(--accent);
      visibility: hidden;
    }
    .bubble {
      position: absolute;
      bottom: 20px;
      left: 14px;
      display: grid;
      width: max-content;
      max-width: 260px;
      padding: 6px 10px;
      border-radius: var(--radius);
      background: var(--raised);
      box-shadow: var(--shadow);
      color: var(--ink);
      font-size: var(--text-13);
      line-height: 18px;
      text-align: left;
      visibility: hidden;
    }
    .left .bubble {
      right: 14px;
      left: auto;
    }
    .when {
      color: var(--muted);
      font-size: var(--text-12);
    }
    button:hover :is(.bubble, .line),
    button:focus-visible :is(.bubble, .line) {
      visibility: visible;
    }
  `,
  template: `
    @for (tick of ticks(); track $index) {
      <button
        type="button"
        [class.left]="tick.left"
        [style.left.px]="tick.x"
        [style.top.px]="tick.y"
        [attr.aria-label]="tick.when + ': ' + tick.text"
      >
        <span class="line" [style.height.px]="tick.height"></span>
        <span class="bubble" aria-hidden="true">
          <span class="when">{{ tick.when }}</span>
          <span>{{ tick.text }}</span>
        </span>
      </button>
    }
  `,
})
export class AnnotationTicks {
  readonly marks = input.required<readonly Mark[]>();
  readonly rect = input.required<Rect>();
  readonly scene = input.required<Scene>();

  protected readonly ticks = computed(() => {
    const [rect, { range, locale }] = [this.rect(), this.scene()];
    return this.marks().map((mark) => {
      const x = pixelOf(mark.at, rect, range);
      return {
        x,
        y: rect.y + rect.height,
        height: rect.height,
        left: x > rect.x + rect.width / 2,
        text: mark.text,
        when: whenText(mark, range.timezone, locale),
      };
    });
  });
}
