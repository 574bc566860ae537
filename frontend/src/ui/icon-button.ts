import { booleanAttribute, ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { IconNode } from 'lucide';
import { Icon } from './icon';

/** A button without a word on it: its name is heard, and shown to who points at it. */
@Component({
  // eslint-disable-next-line @angular-eslint/component-selector -- it stays a button to forms, menus and who hears the page
  selector: 'button[qdIconButton]',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    type: 'button',
    class: 'qd-button icon',
    '[class.quiet]': '!framed()',
    '[class.small]': 'small()',
    '[attr.aria-label]': 'label()',
    '[title]': 'hint() || label()',
  },
  template: '<qd-icon [of]="qdIconButton()" [size]="small() ? 14 : 16" />',
})
export class IconButton {
  readonly qdIconButton = input.required<IconNode>();
  readonly label = input.required<string>();
  /** More than its name: its keys, or why it is disabled. */
  readonly hint = input('');
  /** With a border, beside buttons that have one. */
  readonly framed = input(false, { transform: booleanAttribute });
  readonly small = input(false, { transform: booleanAttribute });
}
