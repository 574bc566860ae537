import { computed, inject, Injectable, signal } from '@angular/core';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import { PlotNotes, type Beside, type PointedTime } from '../ui/picture/chart/plot-notes';
import { roundedTime } from '../ui/picture/chart/pointed-time';
import type { TimeSpan } from '../ui/picture/chart/zoom-drag';
import { NotesStore } from './notes.store';

/** What is open of the notes of a panel, and beside which rectangle of the window. */
export type OpenNotes = { readonly beside: Beside } & (
  | { readonly kind: 'list' }
  | { readonly kind: 'note'; readonly id: string }
  | { readonly kind: 'editor'; readonly note: Annotation | null; readonly time: PointedTime }
);

const MINUTE_MS = 60_000;

/** The notes of one panel: what its chart says of them, and what of them is open. Provided by the panel. */
@Injectable()
export class PanelNotes extends PlotNotes {
  private readonly store = inject(NotesStore, { optional: true });
  private readonly range = signal<TimeSpan | null>(null, { equal: sameSpan });
  private readonly current = signal<OpenNotes | null>(null);

  readonly opened = this.current.asReadonly();
  readonly canWrite = computed(() => this.store?.canWrite() ?? false);
  readonly reading = computed(() => {
    const open = this.current();
    return open?.kind === 'note' ? open.id : null;
  });
  readonly isOverTime = computed(() => this.range() !== null);

  hasPlot({ from, to }: TimeSpan): void {
    this.range.set({ from, to });
  }

  read(id: string, beside: Beside): void {
    this.current.set({ kind: 'note', id, beside });
  }

  write(time: PointedTime, beside: Beside): void {
    this.current.set({ kind: 'editor', note: null, time, beside });
  }

  /** Called by the button of the panel. */
  list(beside: Beside): void {
    this.current.set({ kind: 'list', beside });
  }

  /** Called where nothing was pointed at: proposes now, where that is in sight, or the middle. */
  writeNew(now: number): void {
    const [open, range] = [this.current(), this.range()];
    if (!open || !range) return;
    const at = now >= range.from && now <= range.to ? now : (range.from + range.to) / 2;
    this.write({ from: roundedTime(at, MINUTE_MS), to: null }, open.beside);
  }

  /** Called by the open note. */
  edit(note: Annotation): void {
    const open = this.current();
    const time = { from: Date.parse(note.from), to: note.to === null ? null : Date.parse(note.to) };
    if (open) this.current.set({ kind: 'editor', note, time, beside: open.beside });
  }

  close(): void {
    this.current.set(null);
  }
}

const sameSpan = (one: TimeSpan | null, other: TimeSpan | null) => one?.from === other?.from && one?.to === other?.to;
