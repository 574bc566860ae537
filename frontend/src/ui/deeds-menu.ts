import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { IconNode } from 'lucide';
import Ellipsis from 'lucide/dist/esm/icons/ellipsis.mjs';
import { Icon } from './icon';
import { MenuButton } from './menu/menu-button';
import { CdkMenu, CdkMenuItem, CdkMenuItemCheckbox, MenuContent } from './menu/menu-parts';
import { Unloaded } from './unloaded';

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
  imports: [CdkMenu, CdkMenuItem, CdkMenuItemCheckbox, Icon, MenuButton, MenuContent, Unloaded],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: inline-flex;
    }
  `,
  template: `
    <button
      #button
      type="button"
      class="qd-button quiet icon"
      [class.small]="small()"
      qdMenuButton
      #menu="qdMenuButton"
      [attr.aria-label]="label()"
      [title]="label()"
    >
      <qd-icon [of]="icons.Ellipsis" [size]="small() ? 14 : 16" />
    </button>
    @defer (when menu.isAsked(); prefetch on hover(button)) {
      <ng-template [qdMenuOf]="menu">
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
    } @error {
      <qd-unloaded />
    }
  `,
})
export class DeedsMenu {
  /** What they are done to, in words: the name of the button. */
  readonly label = input.required<string>();
  readonly deeds = input.required<readonly Deed[]>();
  readonly small = input(true);
  protected readonly icons = { Ellipsis };
}
