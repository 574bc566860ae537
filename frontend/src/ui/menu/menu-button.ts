import { Directive, inject, Injector, type OnDestroy, output, signal } from '@angular/core';

/** How a menu was asked for: the item that has the focus then. */
type Wish = 'first' | 'last';

/** What the button of a menu does with its menu. */
export interface MenuKeys {
  open(at: 'first' | 'last'): void;
  toggle(): void;
  press(event: KeyboardEvent): void;
  focus(isOnButton: boolean): void;
  end(): void;
}

/**
 * The button of a menu. What a menu is made of weighs as much as a page of the product, so it is loaded when the pointer or
 * the focus comes to the button, and opens at the first press however long that takes:
 *
 *     <button #button qdMenuButton #menu="qdMenuButton">…</button>
 *     @defer (when menu.isAsked(); prefetch on hover(button)) {
 *       <ng-template [qdMenuOf]="menu"><div class="qd-menu" cdkMenu>…</div></ng-template>
 *     } @error {
 *       <qd-unloaded />
 *     }
 */
@Directive({
  selector: 'button[qdMenuButton]',
  exportAs: 'qdMenuButton',
  host: {
    'aria-haspopup': 'menu',
    '[attr.aria-expanded]': 'isOpen()',
    '[attr.aria-controls]': 'controls()',
    '(click)': 'press()',
    '(keydown)': 'key($event)',
    '(focusin)': 'keys?.focus(true)',
    '(focusout)': 'left()',
  },
})
export class MenuButton implements OnDestroy {
  readonly opened = output();

  readonly injector = inject(Injector);
  readonly isAsked = signal(false);
  protected readonly isOpen = signal(false);
  protected readonly controls = signal<string | null>(null);
  protected keys: MenuKeys | null = null;
  private wish: Wish | null = null;

  /** Called by the content of the menu once it is loaded: what was pressed meanwhile happens now. */
  begin(keys: MenuKeys): void {
    this.keys = keys;
    if (this.wish) keys.open(this.wish);
    this.wish = null;
  }

  /** Called by the content as the menu opens, with the id of its list, and closes. */
  show(list: string | null): void {
    this.isOpen.set(list !== null);
    this.controls.set(list);
    if (list !== null) this.opened.emit();
  }

  ngOnDestroy(): void {
    this.keys?.end();
  }

  protected press(): void {
    if (this.keys) this.keys.toggle();
    else this.ask(this.wish ? null : 'first');
  }

  protected key(event: KeyboardEvent): void {
    if (this.keys) return this.keys.press(event);
    const wish = ({ ArrowDown: 'first', ArrowUp: 'last' } as const)[event.key];
    if (!wish || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    this.ask(wish);
  }

  /** Who has gone on does not want it any more. */
  protected left(): void {
    this.wish = null;
    this.keys?.focus(false);
  }

  private ask(wish: Wish | null): void {
    this.wish = wish;
    this.isAsked.set(true);
  }
}
