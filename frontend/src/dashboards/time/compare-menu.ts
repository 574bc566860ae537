import { CdkMenu, CdkMenuItemRadio, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Comparison } from '@quarterdeck/sdk/api/comparison';
import { CalendarClock } from 'lucide';
import { Icon } from '../../ui/icon';

/** The names of the earlier times. */
export const COMPARISON_TEXTS = {
  period: 'compare.period',
  week: 'compare.week',
  year: 'compare.year',
} as const;

export const COMPARISON_OPTIONS = [
  { value: null, text: 'compare.off' },
  { value: 'period', text: COMPARISON_TEXTS.period },
  { value: 'week', text: COMPARISON_TEXTS.week },
  { value: 'year', text: COMPARISON_TEXTS.year },
] as const;

/** Lays the numbers of an earlier time beside the present ones, and says which. */
@Component({
  selector: 'qd-compare-menu',
  imports: [CdkMenu, CdkMenuItemRadio, CdkMenuTrigger, Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .qd-button.on {
      background: var(--chosen);
    }
    @media (max-width: 1600px) {
      .name {
        display: none;
      }
      .qd-button {
        width: var(--control);
        padding: 0;
      }
    }
  `,
  template: `
    <button
      type="button"
      class="qd-button quiet"
      [class.on]="choice() !== null"
      [class.icon]="choice() === null"
      [cdkMenuTriggerFor]="menu"
      [title]="'compare.label' | transloco"
      [attr.aria-label]="label() | transloco"
    >
      <qd-icon [of]="icons.CalendarClock" [size]="14" />
      @if (text(); as name) {
        <span class="name">{{ name | transloco }}</span>
      }
    </button>
    <ng-template #menu>
      <div class="qd-menu" cdkMenu>
        @for (option of options; track option.value) {
          <button
            type="button"
            class="qd-menu-item"
            cdkMenuItemRadio
            [cdkMenuItemChecked]="option.value === choice()"
            (cdkMenuItemTriggered)="chosen.emit(option.value)"
          >
            {{ option.text | transloco }}
          </button>
        }
      </div>
    </ng-template>
  `,
})
export class CompareMenu {
  readonly choice = input.required<Comparison | null>();
  readonly chosen = output<Comparison | null>();

  protected readonly icons = { CalendarClock };
  protected readonly options = COMPARISON_OPTIONS;
  protected readonly text = computed(() => {
    const choice = this.choice();
    return choice && COMPARISON_TEXTS[choice];
  });
  protected readonly label = computed(() => this.text() ?? 'compare.label');
}
