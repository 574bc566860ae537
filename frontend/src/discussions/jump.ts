import { inject, Injectable } from '@angular/core';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import type { Panel } from '@quarterdeck/sdk/api/dashboards';
import type { Thread } from '@quarterdeck/sdk/api/discussions';
import { resolveRange } from '@quarterdeck/sdk/api/time-range';
import { NotesStore } from '../annotations/notes.store';
import { DashboardView } from '../dashboards/view/dashboard-view.store';
import { tabOf } from '../dashboards/layout/sections';
import { absolute } from '../dashboards/time/time-range';

/** The widget on which notes are most likely seen. */
const OVER_TIME = 'widget-timeseries';
/** How long a panel may take to appear after its tab or row was opened. */
const MOST_FRAMES = 120;

/** Leads from a thread to what it is about: its tab, its row, the panel, the time of the note. Provided by the page. */
@Injectable()
export class Jump {
  private readonly view = inject(DashboardView);
  private readonly notes = inject(NotesStore);

  async to({ subject, annotation }: Thread): Promise<void> {
    if (subject.kind === 'dashboard') scrollTo({ top: 0 });
    else if (subject.kind === 'panel') await this.toPanel(this.panels().find(({ id }) => id === subject.panelId));
    else if (annotation) await this.toNote(annotation);
  }

  private async toNote(note: Annotation): Promise<void> {
    const { from, to } = resolveRange(this.view.choice(), Date.now());
    const [begins, ends] = [Date.parse(note.from), Date.parse(note.to ?? note.from)];
    if (ends < from || begins >= to) {
      const margin = Math.max(to - from, ends - begins) / 2;
      await this.view.address.go(absolute({ from: begins - margin, to: ends + margin }));
    }
    const showing = this.panels().filter((panel) => note.metric === null || asks(panel, note.metric));
    await this.toPanel(showing.find(({ widget }) => widget.startsWith(OVER_TIME)) ?? showing[0]);
    this.notes.want(note.id);
  }

  private async toPanel(panel: Panel | undefined): Promise<void> {
    const document = this.view.dashboard()?.document;
    if (!panel || !document) return;
    const tab = tabOf(document, panel);
    if (this.view.fullPanel()) await this.view.address.openPanel(null);
    if (tab !== undefined && tab !== this.view.tab()) await this.view.address.openTab(tab);
    const row = document.rows.find(({ id }) => id === panel.row);
    if (row && !this.view.isRowOpen(row)) this.view.toggleRow(row);
    reveal(`[data-panel="${CSS.escape(panel.id)}"]`, MOST_FRAMES);
  }

  private panels(): readonly Panel[] {
    return this.view.dashboard()?.document.panels ?? [];
  }
}

const asks = ({ queries }: Panel, metric: string) => queries.some(({ input }) => input.metric === metric);

function reveal(selector: string, frames: number): void {
  const element = document.querySelector<HTMLElement>(selector);
  if (element) {
    element.scrollIntoView({ block: 'center' });
    element.animate([{ outline: '2px solid var(--accent)' }, { outline: '2px solid transparent' }], 1600);
  } else if (frames > 0)
    requestAnimationFrame(() => {
      reveal(selector, frames - 1);
    });
}
