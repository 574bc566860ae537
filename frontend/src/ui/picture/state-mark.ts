import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DisplayState } from '@quarterdeck/sdk';
import Circle from 'lucide/dist/esm/icons/circle.mjs';
import CircleCheck from 'lucide/dist/esm/icons/circle-check.mjs';
import Info from 'lucide/dist/esm/icons/info.mjs';
import OctagonX from 'lucide/dist/esm/icons/octagon-x.mjs';
import TriangleAlert from 'lucide/dist/esm/icons/triangle-alert.mjs';
import { Icon } from '../icon';

const ICONS = { good: CircleCheck, warn: TriangleAlert, bad: OctagonX, info: Info, muted: Circle };

/** What a value means: a shape of its own beside the colour, a word where the panel has one, and one for those who hear it. */
@Component({
  selector: 'qd-state-mark',
  imports: [Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class]': 'state()' },
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      color: var(--muted);
      white-space: nowrap;
    }
    :host(.good) {
      color: var(--good);
    }
    :host(.warn) {
      color: var(--warn);
    }
    :host(.bad) {
      color: var(--bad);
    }
    :host(.info) {
      color: var(--info);
    }
  `,
  template: `
    <qd-icon [of]="icon()" [size]="size()" />
    @if (label()) {
      <span>{{ label() }}</span>
    } @else {
      <span class="qd-spoken">{{ word() | transloco }}</span>
    }
  `,
})
export class StateMark {
  readonly state = input.required<DisplayState>();
  readonly label = input('');
  readonly size = input(14);

  protected readonly icon = computed(() => ICONS[this.state()]);
  protected readonly word = computed(() => {
    const words = {
      good: 'display.state.good',
      warn: 'display.state.warn',
      bad: 'display.state.bad',
      info: 'display.state.info',
      muted: 'display.state.muted',
    } as const;
    return words[this.state()];
  });
}
