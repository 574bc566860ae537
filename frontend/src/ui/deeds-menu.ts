import { CdkMenu, CdkMenuItem, CdkMenuItemCheckbox, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Ellipsis, type IconNode } from 'lucide';
import { Icon } from './icon';

/** One thing that can be done to something. */
export interface Deed {
  readonly text: string;
  readonly icon: IconNode;
  run(): void;
  /** Present where it is on or off. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
  /** It takes something away. */
  readonly danger?: boolean;
}

/** Three dots: what else can be done to something, in words. */
@Component({
  selector: 'qd-deeds-menu',
  imports: [CdkMenu, CdkMenuItem, CdkMenuItemCheckbox, CdkMenuTrigger, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: inline-flex;
    }
  `,
  template: `
    <button
      type="button"
      class="qd-button quiet icon"
      [class.small]="small()"
      [cdkMenuTriggerFor]="menu"
      [attr.aria-label]="label()"
      [title]="label()"
    >
      <qd-icon [of]="icons.Ellipsis" [size]="small() ? 14 : 16" />
    </button>
    <ng-template #menu>
      <div class="qd-menu" cdkMenu>
        @for (deed of deeds(); track deed.text) {
          @if (deed.checked === undefined) {
            <button
              type="button"
              class="qd-menu-item"
              cdkMenuItem
              [class.danger]="deed.danger"
              [cdkMenuItemDisabled]="deed.disabled ?? false"
              (cdkMenuItemTriggered)="deed.run()"
            >
              <qd-icon [of]="deed.icon" />{{ deed.text }}
            </button>
          } @else {
            <button
              type="button"
              class="qd-menu-item"
              cdkMenuItemCheckbox
              [cdkMenuItemChecked]="deed.checked"
              (cdkMenuItemTriggered)="deed.run()"
            >
              <qd-icon [of]="deed.icon" />{{ deed.text }}
            </button>
          }
        }
      </div>
    </ng-template>
  `,
})
export class DeedsMenu {
  /** What they are done to, in words: the name of the button. */
  readonly label = input.required<string>();
  readonly deeds = input.required<readonly Deed[]>();
  readonly small = input(true);
  protected readonly icons = { Ellipsis };
}
