import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  untracked,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Frame } from '@quarterdeck/sdk';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import StickyNote from 'lucide/dist/esm/icons/sticky-note.mjs';
import { Icon } from '../ui/icon';
import { NotesOverlay } from './notes-overlay';
import { NotesStore } from './notes.store';
import { PanelNotes } from './panel-notes';

/** In the header of a panel over time: its notes as a list, from which one writes, reads and changes them by keyboard. */
@Component({
  selector: 'qd-notes-button',
  imports: [Icon, NotesOverlay, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (isOffered()) {
      <button
        #button
        type="button"
        class="qd-button quiet icon small qd-deed"
        aria-haspopup="dialog"
        [attr.aria-expanded]="opened()?.kind === 'list'"
        [attr.aria-label]="'annotations.open' | transloco: { title: title() }"
        [title]="'annotations.title' | transloco"
        (click)="notes.list(button.getBoundingClientRect())"
      >
        <qd-icon [of]="icons.StickyNote" [size]="14" />
        <span class="word">{{ 'annotations.title' | transloco }}</span>
      </button>
    }
    @defer (when opened() !== null) {
      <qd-notes-overlay [all]="all()" [frames]="frames()" [zone]="zone()" />
    }
  `,
})
export class NotesButton {
  readonly all = input.required<readonly Annotation[]>();
  readonly frames = input.required<readonly Frame[]>();
  readonly zone = input.required<string>();
  readonly title = input.required<string>();

  private readonly store = inject(NotesStore, { optional: true });
  protected readonly notes = inject(PanelNotes);
  protected readonly opened = this.notes.opened;
  protected readonly icons = { StickyNote };
  protected readonly isOffered = computed(
    () => this.notes.isOverTime() && (this.notes.canWrite() || this.all().length > 0),
  );

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    // The discussion leads to a note: the first panel that shows it opens it.
    effect(() => {
      const wanted = this.store?.wanted() ?? null;
      if (wanted === null || !this.isOffered() || !this.all().some(({ id }) => id === wanted)) return;
      untracked(() => {
        this.store?.want(null);
        this.notes.read(wanted, (host.firstElementChild ?? host).getBoundingClientRect());
      });
    });
  }
}
