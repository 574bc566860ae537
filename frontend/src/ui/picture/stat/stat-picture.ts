import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Frame, StatPicture as Stat } from '@quarterdeck/sdk';
import type { EarlierPicture } from '../chart/earlier';
import type { Scene } from '../scene';
import { StateMark } from '../state-mark';
import { deltaText, numberParts, sparkline } from './stat-parts';
import { sinceEarlier } from '../values/since';
import { shownValue } from '../values/value-place';
import { ValueText } from '../values/value-text';
import { writerOf } from '../values/writer';

const BOX = { width: 400, height: 60 };

/** One number to be read across a room: its label above, its change below, its course behind. */
@Component({
  selector: 'qd-stat-picture',
  imports: [StateMark, TranslocoPipe, ValueText],
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
    .number.good {
      color: var(--good);
    }
    .number.warn {
      color: var(--warn);
    }
    .number.bad {
      color: var(--bad);
    }
    .number.info {
      color: var(--info);
    }
    .number.muted {
      color: var(--muted);
    }
    .words {
      display: block;
      overflow: hidden;
      text-overflow: ellipsis;
    }
    qd-state-mark {
      flex: none;
      font-size: var(--text-12);
      line-height: 16px;
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
      margin-left: 0.35em;
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
      <p class="number" [class]="shown().reading.state ?? ''" [title]="full()">
        @if (shown().reading.text; as text) {
          <span class="words"><qd-value-text [text]="text" [links]="shown().links" /></span>
        } @else {
          @if (parts().before; as before) {
            <span class="unit before">{{ before }}</span>
          }
          <span class="digits"><qd-value-text [text]="parts().digits" [links]="shown().links" /></span>
          @if (parts().after; as after) {
            <span class="unit after">{{ after }}</span>
          }
        }
      </p>
      @if (shown().reading.state; as state) {
        <qd-state-mark [state]="state" [label]="shown().reading.label ?? ''" />
      }
      @if (picture().value === null && !shown().reading.text) {
        <p class="reason">{{ picture().reason || ('picture.noValue' | transloco) }}</p>
      } @else if (since(); as delta) {
        <p class="delta" [class.good]="delta.good === true" [class.bad]="delta.good === false" [title]="delta.when">
          @if (delta.change) {
            <b>{{ delta.change }}</b>
          }
          @if (delta.good !== null) {
            {{ (delta.good ? 'picture.better' : 'picture.worse') | transloco }}
          }
          {{ delta.text | transloco }}
        </p>
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
  /** The same number of an earlier time, where the reader compares. */
  readonly earlier = input<EarlierPicture<Stat> | null>(null);

  protected readonly viewBox = `0 0 ${BOX.width} ${BOX.height}`;
  protected readonly shown = computed(() => {
    const { value, column, sparkline } = this.picture();
    return shownValue(value, column ?? sparkline?.value, this.frames(), this.scene());
  });
  protected readonly parts = computed(() => {
    const { value, format = {} } = this.picture();
    return numberParts(value, format, this.scene().locale, this.shown().display);
  });
  private readonly written = computed(() => {
    const { format = {} } = this.picture();
    const { mappings: _, ...plain } = this.shown().display ?? {};
    return writerOf(format, plain, this.scene().locale);
  });
  protected readonly full = computed(() => this.written().full(this.picture().value));
  protected readonly change = computed(() => deltaText(this.picture().delta?.value ?? 0, this.scene().locale));
  /** The change since the earlier time takes the place of the widget's own. */
  protected readonly since = computed(() => {
    const earlier = this.earlier();
    return earlier && sinceEarlier(this.picture(), earlier.picture.value, earlier, this.scene(), this.written());
  });
  protected readonly course = computed(() => {
    const columns = this.picture().sparkline;
    const path = columns && sparkline(columns, this.frames(), BOX);
    return path?.line ? path : null;
  });
}
