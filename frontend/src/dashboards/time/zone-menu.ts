import { CdkMenu, CdkMenuItemRadio, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Globe } from 'lucide';
import { Icon } from '../../ui/icon';
import { zoneName } from './range-text';
import type { ZoneChoice } from '../view/view-address';

/** Says whose clock the axes show, and lets it be another. */
@Component({
  selector: 'qd-zone-menu',
  imports: [CdkMenu, CdkMenuItemRadio, CdkMenuTrigger, Icon, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .where {
      margin-left: auto;
      padding-left: var(--space-16);
      color: var(--muted);
      font-size: var(--text-12);
    }
    @media (max-width: 1100px) {
      .name {
        display: none;
      }
    }
    @media (max-width: 720px) {
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
      [cdkMenuTriggerFor]="menu"
      [title]="zone()"
      [attr.aria-label]="'timeRange.zone.label' | transloco: { zone: zone() }"
    >
      <qd-icon [of]="icons.Globe" [size]="14" />
      <span class="name">{{ name() }}</span>
    </button>
    <ng-template #menu>
      <div class="qd-menu" cdkMenu>
        @for (option of options(); track option.value) {
          <button
            type="button"
            class="qd-menu-item"
            cdkMenuItemRadio
            [cdkMenuItemChecked]="option.value === choice()"
            (cdkMenuItemTriggered)="chosen.emit(option.value)"
          >
            {{ option.text | transloco }}
            <span class="where">{{ option.zone }}</span>
          </button>
        }
      </div>
    </ng-template>
  `,
})
export class ZoneMenu {
  readonly zone = input.required<string>();
  readonly choice = input.required<ZoneChoice>();
  /** The zone of the dashboard; left out where there is none. */
  readonly own = input<string>();
  readonly browser = input.required<string>();
  readonly chosen = output<ZoneChoice>();

  protected readonly icons = { Globe };
  protected readonly name = computed(() => zoneName(this.zone()));
  protected readonly options = computed(() => {
    const own = this.own();
    const readers = [
      { value: 'browser', text: 'timeRange.zone.browser', zone: this.browser() },
      { value: 'utc', text: 'timeRange.zone.utc', zone: '' },
    ] as const;
    if (own === undefined) return readers;
    return [{ value: 'dashboard', text: 'timeRange.zone.dashboard', zone: own } as const, ...readers];
  });
}
