import { Directive, inject, output } from '@angular/core';
import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import { DashboardView } from '../../view/dashboard-view.store';
import { DashboardEditor } from '../dashboard-editor.store';
import { PanelDeeds } from '../draft/panel-deeds';

/** Ctrl+C, Ctrl+X and Ctrl+V over the grid of the editor: the browser's own events, so they need nobody's permission. */
@Directive({
  selector: '[qdPanelKeys]',
  host: {
    '(document:copy)': 'copy($event)',
    '(document:cut)': 'copy($event, true)',
    '(document:paste)': 'paste($event)',
  },
})
export class PanelKeys {
  /** The panel that should have the focus now. */
  readonly focused = output<string>();

  private readonly editor = inject(DashboardEditor);
  private readonly view = inject(DashboardView);
  private readonly deeds = inject(PanelDeeds);

  protected copy(event: ClipboardEvent, isCut = false): void {
    const panel = this.panelInFocus();
    if (!panel || !event.clipboardData || isElsewhere(event)) return;
    event.clipboardData.setData('text/plain', this.deeds.textOf(panel));
    event.preventDefault();
    if (!isCut) this.deeds.sayCopied(panel);
    else this.tell(this.deeds.remove(panel));
  }

  protected paste(event: ClipboardEvent): void {
    if (!event.clipboardData || isElsewhere(event)) return;
    event.preventDefault();
    const beside = this.panelInFocus() ?? { row: rowInFocus(), tab: this.view.tab() };
    void this.deeds.paste(event.clipboardData.getData('text/plain'), beside).then((id) => {
      this.tell(id);
    });
  }

  private tell(id: string | undefined): void {
    if (id !== undefined) this.focused.emit(id);
  }

  private panelInFocus(): Panel | undefined {
    const id = document.activeElement?.closest<HTMLElement>('[data-cell]')?.dataset.cell;
    return this.editor.document()?.panels.find((panel) => panel.id === id);
  }
}

const rowInFocus = (): string | undefined => document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row;

/** Typing, a dialog, or marked text: there the keys are the browser's. */
function isElsewhere({ target }: ClipboardEvent): boolean {
  const isTyping = target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]');
  const isAbove = document.querySelector('[role="dialog"]');
  return Boolean(isTyping) || isAbove !== null || (getSelection()?.toString() ?? '') !== '';
}
