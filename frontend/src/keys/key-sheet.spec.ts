import { Component, inject } from '@angular/core';
import { openPage, type Tab } from '../testing/page';
import { KeySheetOpener } from './key-sheet-opener';

@Component({ selector: 'qd-test-keys', template: '<input /><p tabindex="0"></p>' })
class Host {
  constructor() {
    const keys = inject(KeySheetOpener);
    document.body.onkeydown = (event) => {
      keys.press(event);
    };
  }
}

describe('the sheet of keys', () => {
  let tab: Tab;
  beforeEach(async () => {
    tab = await openPage(Host);
  });
  const press = async (where: string, init: KeyboardEventInit) => {
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
    document.querySelector(where)?.dispatchEvent(event);
    for (let turn = 0; turn < 20; turn++) await tab.settle();
  };

  it('opens by a question mark, and tells what the keys do', async () => {
    await press('p', { key: '?', shiftKey: true });
    expect(document.querySelector('qd-key-sheet')?.textContent).toMatch(/Find a dashboard or do something\s*CtrlK/);
    await tab.press('Close');
    expect(document.querySelector('qd-key-sheet')).toBeNull();
  });

  it('stays away where somebody writes a question mark, and with other keys', async () => {
    await press('input', { key: '?' });
    await press('p', { key: '?', ctrlKey: true });
    await press('p', { key: 'a' });
    expect(document.querySelector('qd-key-sheet')).toBeNull();
  });
});
