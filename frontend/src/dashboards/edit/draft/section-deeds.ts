import { inject, Injectable, signal } from '@angular/core';
import type { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import type { DashboardRow, DashboardTab } from '@quarterdeck/sdk/api/dashboard-layout';
import { injectMessages, type MessageKey } from '../../../messages/messages';
import { Dialogs } from '../../../ui/dialog';
import { Toasts } from '../../../ui/toasts';
import { DashboardView } from '../../view/dashboard-view.store';
import { panelsBeside, tabOf } from '../../layout/sections';
import { DashboardEditor } from '../dashboard-editor.store';
import { RemoveSectionDialog, type Removal } from '../grid/remove-section-dialog';
import {
  neighbourOf,
  withoutRow,
  withoutTab,
  withRow,
  withRowChanged,
  withRowOnTab,
  withRowShifted,
  withTab,
  withTabShifted,
  withTabTitle,
  type Fate,
} from './section-documents';

/** What one does to the tabs and rows of the dashboard being edited: each a step of its history, and announced. */
@Injectable()
export class SectionDeeds {
  private readonly editor = inject(DashboardEditor);
  private readonly view = inject(DashboardView);
  private readonly dialogs = inject(Dialogs);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly named = signal<string | null>(null);
  /** The tab or row whose title is being typed: `tab-2`, `row-1`. */
  readonly naming = this.named.asReadonly();

  /** Called by the menus of tabs and rows; null when the title is typed. */
  name(id: string | null): void {
    this.named.set(id);
  }

  async addTab(): Promise<void> {
    const titles = { first: this.messages('layout.tabs.first'), added: this.messages('layout.tabs.added') };
    this.change((document) => withTab(document, titles));
    const tab = this.editor.document()?.tabs.at(-1);
    if (!tab) return;
    this.say('layout.tabs.wasAdded', tab.title);
    await this.view.address.openTab(tab.id);
    this.named.set(tab.id);
  }

  renameTab(tab: DashboardTab, title: string): void {
    this.named.set(null);
    this.keepFocus(`#qd-tab-${tab.id}`);
    if (title.trim()) this.change((document) => withTabTitle(document, tab.id, title.trim()));
  }

  shiftTab(tab: DashboardTab, by: -1 | 1): void {
    this.change((document) => withTabShifted(document, tab.id, by));
    const tabs = this.editor.document()?.tabs ?? [];
    const place = tabs.findIndex(({ id }) => id === tab.id) + 1;
    this.toasts.announce(this.messages('layout.tabs.shifted', { title: tab.title, place, count: tabs.length }));
  }

  /** Asks what becomes of its panels, where it has any. */
  async removeTab(tab: DashboardTab): Promise<void> {
    const document = this.editor.document();
    if (!document) return;
    const heir = neighbourOf(document.tabs, tab.id);
    const isEmpty = [...document.panels, ...document.rows.map(({ id }) => ({ row: id }))].every(
      (part) => tabOf(document, part) !== tab.id,
    );
    const fate = await this.ask(isEmpty || !heir, {
      heading: this.messages('layout.remove.tabHeading', { title: tab.title }),
      text: this.messages('layout.remove.tabText'),
      move: this.messages('layout.remove.tabMove', { title: heir?.title ?? '' }),
    });
    if (!fate) return;
    this.change((now) => withoutTab(now, tab.id, fate));
    this.sayRemoved(tab.title);
    await this.view.address.openTab(this.editor.document()?.tabs.length ? (heir?.id ?? null) : null);
  }

  addRow(): void {
    this.change((document) => withRow(document, this.view.tab(), this.messages('layout.rows.added')));
    const row = this.editor.document()?.rows.at(-1);
    if (!row) return;
    this.say('layout.rows.wasAdded', row.title);
    this.named.set(row.id);
  }

  renameRow(row: DashboardRow, title: string): void {
    this.named.set(null);
    this.keepFocus(`[data-row="${row.id}"] .toggle`);
    if (title.trim()) this.change((document) => withRowChanged(document, row.id, { title: title.trim() }));
  }

  /** Whether readers find it closed. */
  setCollapsed(row: DashboardRow, collapsed: boolean): void {
    this.change((document) => withRowChanged(document, row.id, { collapsed }));
    this.say(collapsed ? 'layout.rows.nowClosed' : 'layout.rows.nowOpen', row.title);
  }

  shiftRow(row: DashboardRow, by: -1 | 1): void {
    this.change((document) => withRowShifted(document, row.id, by));
    this.say(by < 0 ? 'layout.rows.up' : 'layout.rows.down', row.title);
  }

  moveRow(row: DashboardRow, tab: DashboardTab): void {
    this.change((document) => withRowOnTab(document, row.id, tab.id));
    this.toasts.say(this.messages('layout.moved.to', { title: row.title, section: tab.title }));
  }

  async removeRow(row: DashboardRow): Promise<void> {
    const document = this.editor.document();
    if (!document) return;
    const fate = await this.ask(panelsBeside(document, { row: row.id }).length === 0, {
      heading: this.messages('layout.remove.rowHeading', { title: row.title }),
      text: this.messages('layout.remove.rowText'),
      move: this.messages('layout.remove.rowMove'),
    });
    if (!fate) return;
    this.change((now) => withoutRow(now, row.id, fate));
    this.sayRemoved(row.title);
  }

  private ask(isEmpty: boolean, removal: Removal): Promise<Fate | undefined> {
    return isEmpty ? Promise.resolve('delete') : this.dialogs.open<Fate>(RemoveSectionDialog, removal);
  }

  private change(deed: (document: DashboardDocument) => DashboardDocument): void {
    const document = this.editor.document();
    if (document) this.editor.apply(deed(document));
  }

  private say(key: MessageKey, title: string): void {
    this.toasts.announce(this.messages(key, { title }));
  }

  private sayRemoved(title: string): void {
    this.toasts.say(this.messages('compose.grid.removed', { title }));
    this.keepFocus('qd-edit-grid :is([role="tab"][aria-selected="true"], .toggle, .grip)');
  }

  /** What had the focus is gone: something near has it, never the top of the page. Who went on elsewhere stays there. */
  private keepFocus(selector: string): void {
    setTimeout(() => {
      if (document.activeElement === document.body) document.querySelector<HTMLElement>(selector)?.focus();
    });
  }
}
