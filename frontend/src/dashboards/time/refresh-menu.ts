import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import RefreshCw from 'lucide/dist/esm/icons/refresh-cw.mjs';
import { Icon } from '../../ui/icon';
import { lengthText } from './length-text';
import { MenuButton } from '../../ui/menu/menu-button';
import { CdkMenu, CdkMenuItemRadio, MenuContent } from '../../ui/menu/menu-parts';
import { Unloaded } from '../../ui/unloaded';

const SECONDS = [5, 10, 30, 60, 300] as const;

/** Asks again now, or every so many seconds. */
@Component({
  selector: 'qd-refresh-menu',
  imports: [CdkMenu, CdkMenuItemRadio, Icon, MenuButton, MenuContent, TranslocoPipe, Unloaded],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .joined {
      display: flex;
    }
    .joined .qd-button:first-child {
      border-radius: var(--radius) 0 0 var(--radius);
    }
    .joined .qd-button:last-child {
      gap: 2px;
      margin-left: -1px;
      padding: 0 6px;
      border-radius: 0 var(--radius) var(--radius) 0;
      color: var(--muted);
    }
    .busy qd-icon {
      animation: qd-turn 900ms linear infinite;
    }
    @keyframes qd-turn {
      to {
        rotate: 360deg;
      }
    }
  `,
  template: `
    <div class="joined">
      <button
        type="button"
        class="qd-button icon"
        [class.busy]="busy()"
        [attr.aria-label]="'timeRange.refresh.now' | transloco"
        [title]="'timeRange.refresh.now' | transloco"
        (click)="refreshed.emit()"
      >
        <qd-icon [of]="icons.RefreshCw" [size]="14" />
      </button>
      <button
        #button
        type="button"
        class="qd-button"
        qdMenuButton
        #menu="qdMenuButton"
        [attr.aria-label]="'timeRange.refresh.every' | transloco"
        [title]="'timeRange.refresh.every' | transloco"
      >
        @if (seconds() !== null) {
          <span>{{ text() }}</span>
        }
        <qd-icon [of]="icons.ChevronDown" [size]="14" />
      </button>
    </div>
    @defer (when menu.isAsked(); prefetch on hover(button)) {
      <ng-template [qdMenuOf]="menu">
        <div class="qd-menu" cdkMenu>
          <p class="qd-menu-title">{{ 'timeRange.refresh.every' | transloco }}</p>
          @for (option of options(); track option.seconds) {
            <button
              type="button"
              class="qd-menu-item"
              cdkMenuItemRadio
              [cdkMenuItemChecked]="option.seconds === seconds()"
              (cdkMenuItemTriggered)="chosen.emit(option.seconds)"
            >
              {{ option.seconds === null ? ('timeRange.refresh.off' | transloco) : option.text }}
            </button>
          }
        </div>
      </ng-template>
    } @error {
      <qd-unloaded />
    }
  `,
})
export class RefreshMenu {
  readonly seconds = input.required<number | null>();
  readonly busy = input(false);
  readonly locale = input('en');
  readonly refreshed = output();
  readonly chosen = output<number | null>();

  protected readonly icons = { ChevronDown, RefreshCw };
  protected readonly text = computed(() => lengthText(this.seconds() ?? 0, this.locale()));
  /** The dashboard's own interval is offered too, whatever it is. */
  protected readonly options = computed(() => {
    const all = new Set<number>([...SECONDS, ...(this.seconds() === null ? [] : [this.seconds() ?? 0])]);
    const sorted = [...all].sort((one, other) => one - other);
    return [null, ...sorted].map((seconds) => ({ seconds, text: lengthText(seconds ?? 0, this.locale()) }));
  });
}
