import { CdkMenuTrigger, MENU_STACK, MenuStack } from '@angular/cdk/menu';
import { Directive, inject, Injector, input, type OnInit, runInInjectionContext, TemplateRef } from '@angular/core';
import type { MenuButton, MenuKeys } from './menu-button';

/** The CDK's own trigger, made for a button that stood on the page before it was loaded. */
class LateTrigger extends CdkMenuTrigger implements MenuKeys {
  override open(at?: 'first' | 'last'): void {
    super.open();
    if (at === 'first') this.childMenu?.focusFirstItem('keyboard');
    if (at === 'last') this.childMenu?.focusLastItem('keyboard');
  }

  override toggle(): void {
    super.toggle();
    if (this.isOpen()) this.childMenu?.focusFirstItem('mouse');
  }

  press(event: KeyboardEvent): void {
    this._toggleOnKeydown(event);
  }

  focus(isOnButton: boolean): void {
    this._setHasFocus(isOnButton);
  }

  end(): void {
    this.ngOnDestroy();
  }

  listId(): string | null {
    return this.childMenu?.id ?? null;
  }
}

/** The list of a {@link MenuButton}: a template with a `cdkMenu` in it. Stands in a deferred block, as the CDK itself does. */
@Directive({ selector: 'ng-template[qdMenuOf]' })
export class MenuContent implements OnInit {
  readonly of = input.required<MenuButton>({ alias: 'qdMenuOf' });
  private readonly template = inject<TemplateRef<unknown>>(TemplateRef);

  ngOnInit(): void {
    const button = this.of();
    const providers = [{ provide: MENU_STACK, useClass: MenuStack }];
    const injector = Injector.create({ parent: button.injector, providers });
    const trigger = runInInjectionContext(injector, () => new LateTrigger());
    trigger.menuTemplateRef = this.template;
    trigger.opened.subscribe(() => {
      queueMicrotask(() => {
        if (trigger.isOpen()) button.show(trigger.listId());
      });
    });
    trigger.closed.subscribe(() => {
      button.show(null);
    });
    button.begin(trigger);
  }
}
