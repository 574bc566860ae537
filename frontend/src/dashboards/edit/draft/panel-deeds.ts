import { Clipboard } from '@angular/cdk/clipboard';
import { inject, Injectable } from '@angular/core';
import type { DashboardDocument, Panel } from '@quarterdeck/sdk/api/dashboards';
import { injectMessages, type MessageKey, type MessageValues } from '../../../messages/messages';
import { Toasts } from '../../../ui/toasts';
import { DashboardView } from '../../view/dashboard-view.store';
import type { Where } from '../../layout/sections';
import { missingSources, readCopied, writeCopied, type CopiedPanels } from './copied-panels';
import { DashboardEditor } from '../dashboard-editor.store';
import { freePanelId, standing, withCopy, withMoved, withoutPanel, withPanel, withPanelBelow } from './documents';
import { SourcesStore } from '../panel/sources.store';
import { titleOfSection } from '../grid/stage';

const MOST_PANELS = 200;

/** What one does to a whole panel of the dashboard being edited. Each answers with the panel that should have the focus. */
@Injectable()
export class PanelDeeds {
  private readonly editor = inject(DashboardEditor);
  private readonly view = inject(DashboardView);
  private readonly sources = inject(SourcesStore);
  private readonly clipboard = inject(Clipboard);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();

  duplicate({ id, title }: Panel): string {
    const copyId = this.editor.newPanelId();
    if (this.isFull(1)) return id;
    this.change((document) => withCopy(document, id, copyId));
    this.toasts.announce(this.messages('compose.grid.copied', { title: this.nameOf(title) }));
    return copyId;
  }

  /** The panel that comes next has the focus afterwards: never the top of the page. */
  remove({ id, title }: Panel): string | undefined {
    const next = this.besides(id);
    this.change((document) => withoutPanel(document, id));
    this.say('compose.grid.removed', { title: this.nameOf(title) });
    return next;
  }

  send({ id, title }: Panel, where: Where): void {
    const document = this.editor.document();
    if (!document) return;
    this.change((now) => withMoved(now, id, where));
    const section = titleOfSection(document, where, this.messages('layout.top'));
    this.say('layout.moved.to', { title: this.nameOf(title), section });
  }

  /** Called by the menu. The keys use the browser's own event, see {@link textOf}. */
  copy(panel: Panel): void {
    if (this.clipboard.copy(this.textOf(panel))) this.sayCopied(panel);
    else this.say('layout.copy.refused');
  }

  sayCopied({ title }: Panel): void {
    this.say('layout.copy.copied', { title: this.nameOf(title) });
  }

  /** A panel as the clipboard holds it. */
  textOf(panel: Panel): string {
    const names = (this.sources.connections() ?? []).map(({ id, name }) => [id, name] as const);
    return writeCopied({ panels: [panel], connections: Object.fromEntries(names) });
  }

  /** Called by the menus of panels and rows: browsers may refuse to hand out the clipboard, the keys always work. */
  async pasteHere(beside: Panel | Where): Promise<string | undefined> {
    let text: string;
    try {
      text = await navigator.clipboard.readText();
    } catch {
      // Refused, or a page without HTTPS, where there is no such clipboard.
      this.say('layout.paste.refused');
      return undefined;
    }
    return this.paste(text, beside);
  }

  /** Below a panel, or into a section. What is no panel of ours is told and changes nothing. */
  async paste(text: string, beside: Panel | Where): Promise<string | undefined> {
    const copied = readCopied(text);
    if (!copied) {
      this.say('layout.paste.foreign');
      return undefined;
    }
    if (this.isFull(copied.panels.length)) return undefined;
    const added = this.put(copied.panels, beside);
    await this.sources.load();
    this.sayPasted(copied);
    return added;
  }

  private put(panels: readonly Panel[], beside: Panel | Where): string | undefined {
    let last: string | undefined;
    this.change((document) =>
      panels.reduce((now, panel) => {
        const id = freePanelId(now);
        last = id;
        const isBelow = 'place' in beside && now.panels.some((one) => one.id === beside.id);
        return isBelow
          ? withPanelBelow(now, { ...panel, id }, beside)
          : withPanel(now, standing({ ...panel, id }, beside));
      }, document),
    );
    return last;
  }

  private sayPasted({ panels, connections }: CopiedPanels): void {
    const known = this.sources.connections();
    const ids = new Set(known?.map(({ id }) => id));
    const missing = known ? panels.flatMap((panel) => missingSources(panel, ids)) : [];
    const title = this.nameOf(panels[0]?.title ?? '');
    const [first] = missing;
    if (first === undefined) this.say('layout.paste.pasted', { title });
    else {
      const name = connections[first] ?? this.messages('layout.paste.unnamed');
      this.say('layout.paste.missing', { title, name });
    }
  }

  private isFull(more: number): boolean {
    const count = this.editor.document()?.panels.length ?? 0;
    if (count + more <= MOST_PANELS) return false;
    this.say('layout.paste.full', { count: MOST_PANELS });
    return true;
  }

  private besides(id: string): string | undefined {
    const panels = this.view.sections().flatMap((section) => section.panels);
    const at = panels.findIndex((panel) => panel.id === id);
    return (panels[at + 1] ?? panels[at - 1])?.id;
  }

  private change(deed: (document: DashboardDocument) => DashboardDocument): void {
    const document = this.editor.document();
    if (document) this.editor.apply(deed(document));
  }

  private say(key: MessageKey, values?: MessageValues): void {
    this.toasts.say(this.messages(key, values));
  }

  private nameOf(title: string): string {
    return title || this.messages('compose.grid.untitled');
  }
}
