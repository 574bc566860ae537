import { Component, signal } from '@angular/core';
import { openPage, type Tab } from '../../testing/page';
import { MenuButton } from './menu-button';
import { CdkMenu, CdkMenuItem, MenuContent } from './menu-parts';

@Component({
  imports: [CdkMenu, CdkMenuItem, MenuButton, MenuContent],
  template: `
    <button #menu="qdMenuButton" qdMenuButton type="button" (opened)="opened.set(opened() + 1)">{{ deeds }}</button>
    <button type="button">{{ elsewhere }}</button>
    @defer (when menu.isAsked()) {
      <ng-template [qdMenuOf]="menu">
        <div cdkMenu>
          <button type="button" cdkMenuItem>{{ one }}</button>
          <button type="button" cdkMenuItem>{{ two }}</button>
        </div>
      </ng-template>
    }
    <output>{{ opened() }}</output>
  `,
})
class Host {
  readonly opened = signal(0);
  readonly deeds = 'Deeds';
  readonly elsewhere = 'Elsewhere';
  readonly one = 'One';
  readonly two = 'Two';
}

const button = () => document.querySelector<HTMLButtonElement>('button[aria-haspopup]')!;
const items = () => [...document.querySelectorAll('[role=menuitem]')].map(({ textContent }) => textContent);
const focused = () => document.activeElement?.textContent;
const press = (key: string, keyCode: number) => {
  const event = new KeyboardEvent('keydown', { key, keyCode, bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(event);
  return event;
};

describe('the button of a menu', () => {
  let tab: Tab;
  beforeEach(async () => {
    tab = await openPage(Host);
    button().focus();
  });

  it('opens at the first press, though the menu is loaded only then', async () => {
    expect(items()).toEqual([]);
    expect(button().getAttribute('aria-expanded')).toBe('false');
    button().click();
    await tab.settle();
    expect(items()).toEqual(['One', 'Two']);
    expect(focused()).toBe('One');
    expect(button().getAttribute('aria-expanded')).toBe('true');
    expect(document.getElementById(button().getAttribute('aria-controls') ?? '')?.role).toBe('menu');
    expect(document.querySelector('output')?.textContent).toBe('1');
  });

  it.each([
    ['ArrowDown', 40, 'One'],
    ['ArrowUp', 38, 'Two'],
  ])('opens by %s at the item that is nearest', async (key, keyCode, item) => {
    expect(press(key, keyCode).defaultPrevented).toBe(true);
    await tab.settle();
    expect(focused()).toBe(item);
  });

  it('closes by Escape, which gives the focus back, and opens again', async () => {
    button().click();
    await tab.settle();
    press('Escape', 27);
    await tab.settle();
    expect(items()).toEqual([]);
    expect(focused()).toBe('Deeds');
    expect(button().getAttribute('aria-expanded')).toBe('false');
    button().click();
    await tab.settle();
    expect(focused()).toBe('One');
  });

  it('stays closed when it was pressed twice, or left, while it was loaded', async () => {
    button().click();
    button().click();
    await tab.settle();
    expect(items()).toEqual([]);
  });

  it('does not interrupt who has gone on meanwhile', async () => {
    button().click();
    document.querySelectorAll('button')[1]?.focus();
    await tab.settle();
    expect(items()).toEqual([]);
    expect(focused()).toBe('Elsewhere');
  });
});
