import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Comparison } from '@quarterdeck/sdk/api/comparison';
import CalendarClock from 'lucide/dist/esm/icons/calendar-clock.mjs';
import { Icon } from '../../ui/icon';
import { MenuButton } from '../../ui/menu/menu-button';
import { CdkMenu, CdkMenuItemRadio, MenuContent } from '../../ui/menu/menu-parts';
import { Unloaded } from '../../ui/unloaded';

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
  imports: [CdkMenu, CdkMenuItemRadio, Icon, MenuButton, MenuContent, TranslocoPipe, Unloaded],
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
      #button
      type="button"
      class="qd-button quiet"
      [class.on]="choice() !== null"
      [class.icon]="choice() === null"
      qdMenuButton
      #menu="qdMenuButton"
      [title]="'compare.label' | transloco"
      [attr.aria-label]="label() | transloco"
    >
      <qd-icon [of]="icons.CalendarClock" [size]="14" />
      @if (text(); as name) {
        <span class="name">{{ name | transloco }}</span>
      }
    </button>
    @defer (when menu.isAsked(); prefetch on hover(button)) {
      <ng-template [qdMenuOf]="menu">
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
    } @error {
      <qd-unloaded />
    }
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
