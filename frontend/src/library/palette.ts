import { DialogRef, type Dialog } from '@angular/cdk/dialog';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  linkedSignal,
  viewChildren,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { IconNode } from 'lucide';
import Cable from 'lucide/dist/esm/icons/cable.mjs';
import ChartLine from 'lucide/dist/esm/icons/chart-line.mjs';
import Folder from 'lucide/dist/esm/icons/folder.mjs';
import LayoutDashboard from 'lucide/dist/esm/icons/layout-dashboard.mjs';
import MessageSquareText from 'lucide/dist/esm/icons/message-square-text.mjs';
import Search from 'lucide/dist/esm/icons/search.mjs';
import SearchX from 'lucide/dist/esm/icons/search-x.mjs';
import Star from 'lucide/dist/esm/icons/star.mjs';
import type { MessageKey } from '../messages/messages';
import { ErrorNote } from '../ui/error-note';
import { Icon } from '../ui/icon';
import type { PaletteEntry, PaletteKind } from './palette-entries';
import { PaletteStore } from './palette.store';

const HEADINGS: Record<PaletteKind, MessageKey> = {
  here: 'palette.kinds.here',
  command: 'palette.kinds.command',
  dashboard: 'palette.kinds.dashboard',
  folder: 'palette.kinds.folder',
  metric: 'palette.kinds.metric',
  connection: 'palette.kinds.connection',
  annotation: 'palette.kinds.annotation',
};
const ICONS: Record<Exclude<PaletteKind, 'here' | 'command'>, IconNode> = {
  dashboard: LayoutDashboard,
  folder: Folder,
  metric: ChartLine,
  connection: Cable,
  annotation: MessageSquareText,
};

/** Search and commands in one field. The focus stays in it; the arrows choose. Answers with the chosen entry. */
@Component({
  selector: 'qd-palette',
  imports: [ErrorNote, Icon, TranslocoPipe],
  providers: [PaletteStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './palette.css',
  templateUrl: './palette.html',
})
export class Palette {
  protected readonly store = inject(PaletteStore);
  protected readonly ref = inject<DialogRef<PaletteEntry>>(DialogRef);
  protected readonly headings = HEADINGS;
  protected readonly icons = { Search, SearchX };
  private readonly options = viewChildren<ElementRef<HTMLElement>>('option');

  /** The best is chosen until the arrows choose another; new answers begin anew. */
  protected readonly active = linkedSignal<readonly PaletteEntry[], string>({
    source: this.store.entries,
    computation: (entries, before) => {
      const stays =
        before && entries.some(({ key }) => key === before.value) && entries.length === before.source.length;
      return stays ? before.value : (entries[0]?.key ?? '');
    },
  });
  protected readonly activeId = computed(() => this.idOf(this.active()));
  protected readonly isEmpty = computed(
    () => this.store.entries().length === 0 && !this.store.busy() && this.store.failure() === undefined,
  );

  constructor() {
    effect(() => {
      const id = this.activeId();
      const option = this.options().find(({ nativeElement }) => nativeElement.id === id);
      option?.nativeElement.scrollIntoView({ block: 'nearest' });
    });
  }

  protected idOf(key: string): string {
    return `qd-palette-${String(this.store.entries().findIndex((entry) => entry.key === key))}`;
  }

  protected iconOf({ of }: PaletteEntry): IconNode {
    if ('command' in of) return of.command.icon;
    return of.hit.kind === 'dashboard' && this.store.isFavourite(of.hit.id) ? Star : ICONS[of.hit.kind];
  }

  protected press(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter' && !event.isComposing)
      this.choose(this.store.entries().find(({ key }) => key === this.active()));
    else if (step === undefined) return;
    else this.move(step);
    event.preventDefault();
  }

  protected choose(entry: PaletteEntry | undefined): void {
    if (entry) this.ref.close(entry);
  }

  private move(step: number): void {
    const entries = this.store.entries();
    const at = entries.findIndex(({ key }) => key === this.active());
    const next = entries[(at + step + entries.length) % Math.max(1, entries.length)];
    if (next) this.active.set(next.key);
  }
}

/** Called by the shell, which loads this file only then. Answers when the palette is closed, with what was chosen. */
export function openPalette(dialog: Dialog, label: string): DialogRef<PaletteEntry> {
  return dialog.open<PaletteEntry>(Palette, {
    ariaLabel: label,
    backdropClass: 'qd-scrim',
    panelClass: 'qd-palette-pane',
    width: 'min(640px, calc(100vw - 24px))',
    autoFocus: 'input',
  });
}
