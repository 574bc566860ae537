import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { formatterOf, type Frame, type StatPicture as Stat } from '@quarterdeck/sdk';
import type { Scene } from './scene';
import { deltaText, numberParts, sparkline } from './stat-parts';

const BOX = { width: 400, height: 60 };

/** One number to be read across a room: its label above, its change below, its course behind. */
@Component({
  selector: 'qd-stat-picture',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      position: relative;
      display: block;
      container-type: size;
      width: 100%;
      height: 100%;
      min-height: 40px;
      overflow: hidden;
    }
    .stat {
      position: relative;
      display: flex;
      flex-direction: column;
      gap: 2px;
      height: 100%;
    }
    .label {
      overflow: hidden;
      color: var(--muted);
      font-size: var(--text-13);
      line-height: 18px;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .number {
      font-size: clamp(1.25rem, min(46cqh, 17cqw), 2.5rem);
      font-weight: 600;
      line-height: 1.1;
      letter-spacing: -0.02em;
      white-space: nowrap;
    }
    .unit {
      color: var(--muted);
      font-size: 0.5em;
      font-weight: 500;
      letter-spacing: 0;
    }
    .unit.before {
      margin-right: 0.2em;
    }
    .unit.after {
      margin-left: 0.3em;
    }
    .delta,
    .reason {
      color: var(--muted);
      font-size: var(--text-12);
      line-height: 16px;
    }
    .delta b {
      font-weight: 600;
    }
    .good b {
      color: var(--good);
    }
    .bad b {
      color: var(--bad);
    }
    .stat > p {
      flex: none;
    }
    svg {
      flex: 1 1 0;
      width: 100%;
      min-height: 0;
      max-height: 48%;
      margin-top: auto;
      overflow: visible;
    }
    .line {
      fill: none;
      stroke: var(--accent);
      stroke-width: 1.5;
      vector-effect: non-scaling-stroke;
    }
    .area {
      fill: var(--accent);
      opacity: 0.12;
    }
    @container (height < 84px) {
      svg {
        display: none;
      }
    }
    @container (height < 62px) {
      .delta {
        display: none;
      }
    }
  `,
  template: `
    <div class="stat">
      @if (picture().label; as label) {
        <p class="label" [title]="label">{{ label }}</p>
      }
      <p class="number" [title]="full()">
        @if (parts().before; as before) {
          <span class="unit before">{{ before }}</span>
        }
        <span>{{ parts().digits }}</span>
        @if (parts().after; as after) {
          <span class="unit after">{{ after }}</span>
        }
      </p>
      @if (picture().value === null) {
        <p class="reason">{{ picture().reason || ('picture.noValue' | transloco) }}</p>
      } @else if (picture().delta; as delta) {
        <p class="delta" [class.good]="delta.good === true" [class.bad]="delta.good === false">
          <b>{{ change() }}</b>
          @if (delta.good !== null) {
            {{ (delta.good ? 'picture.better' : 'picture.worse') | transloco }}
          }
          {{ delta.text }}
        </p>
      }
      @if (course(); as path) {
        <svg preserveAspectRatio="none" aria-hidden="true" [attr.viewBox]="viewBox">
          <path class="area" [attr.d]="path.area" />
          <path class="line" [attr.d]="path.line" />
        </svg>
      }
    </div>
  `,
})
export class StatPicture {
  readonly picture = input.required<Stat>();
  readonly frames = input.required<readonly Frame[]>();
  readonly scene = input.required<Scene>();

  protected readonly viewBox = `0 0 ${BOX.width} ${BOX.height}`;
  protected readonly parts = computed(() =>
    numberParts(this.picture().value, this.picture().format ?? {}, this.scene().locale),
  );
  protected readonly full = computed(() =>
    formatterOf(this.picture().format ?? {}, this.scene().locale).full(this.picture().value),
  );
  protected readonly change = computed(() => deltaText(this.picture().delta?.value ?? 0, this.scene().locale));
  protected readonly course = computed(() => {
    const columns = this.picture().sparkline;
    const path = columns && sparkline(columns, this.frames(), BOX);
    return path?.line ? path : null;
  });
}
