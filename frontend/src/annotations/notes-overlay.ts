import { CdkTrapFocus } from '@angular/cdk/a11y';
import { CdkConnectedOverlay, type ConnectedPosition } from '@angular/cdk/overlay';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Frame } from '@quarterdeck/sdk';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import { BELOW } from '../ui/below';
import { NoteCard } from './note-card';
import { NoteEditor } from './note-editor';
import { NoteList } from './note-list';
import { PanelNotes } from './panel-notes';

/** Beside what was pointed at, so that it stays in sight; below or above it where the window is narrow. */
const BESIDE: ConnectedPosition[] = [
  { originX: 'end', originY: 'top', overlayX: 'start', overlayY: 'top' },
  { originX: 'start', originY: 'top', overlayX: 'end', overlayY: 'top' },
  { originX: 'center', originY: 'bottom', overlayX: 'center', overlayY: 'top', offsetY: 8 },
  { originX: 'center', originY: 'top', overlayX: 'center', overlayY: 'bottom', offsetY: -8 },
];

const GAP = 12;
const NOWHERE = { x: 0, y: 0, width: 0, height: 0 };

/** What is open of the notes of a panel: the list, one note, or the editor. Loaded with the first that is opened. */
@Component({
  selector: 'qd-notes-overlay',
  imports: [CdkConnectedOverlay, CdkTrapFocus, NoteCard, NoteEditor, NoteList, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    .card {
      box-sizing: border-box;
      width: min(320px, calc(100vw - 16px));
      max-height: calc(100dvh - 16px);
      padding: var(--space-12) var(--space-16) var(--space-16);
      overflow: auto;
      border-radius: var(--radius);
      background: var(--raised);
      box-shadow: var(--shadow);
      font-size: var(--text-13);
      line-height: 18px;
    }
    .card.editor {
      width: min(460px, calc(100vw - 16px));
    }
  `,
  template: `
    @if (open(); as shown) {
      <ng-template
        cdkConnectedOverlay
        cdkConnectedOverlayBackdropClass="cdk-overlay-transparent-backdrop"
        [cdkConnectedOverlayOrigin]="origin()"
        [cdkConnectedOverlayPositions]="positions()"
        [cdkConnectedOverlayOpen]="true"
        [cdkConnectedOverlayHasBackdrop]="true"
        [cdkConnectedOverlayPush]="true"
        [cdkConnectedOverlayViewportMargin]="8"
        [cdkConnectedOverlayDisableClose]="true"
        (backdropClick)="leave()"
        (overlayKeydown)="keyed($event)"
        (detach)="notes.close()"
      >
        <div
          #card
          class="card"
          role="dialog"
          tabindex="-1"
          cdkTrapFocus
          cdkTrapFocusAutoCapture
          [class.editor]="shown.kind === 'editor'"
          [attr.aria-label]="'annotations.title' | transloco"
        >
          @switch (shown.kind) {
            @case ('list') {
              <qd-note-list
                [notes]="all()"
                [zone]="zone()"
                [canWrite]="notes.canWrite()"
                (chosen)="notes.read($event, shown.beside)"
                (added)="writeNew()"
              />
            }
            @case ('note') {
              @if (note(); as found) {
                <qd-note-card [note]="found" [zone]="zone()" (edited)="notes.edit($event)" (closed)="notes.close()" />
              }
            }
            @case ('editor') {
              <qd-note-editor
                [note]="shown.note"
                [time]="shown.time"
                [frames]="frames()"
                [zone]="zone()"
                (closed)="notes.close()"
              />
            }
          }
        </div>
      </ng-template>
    }
  `,
})
export class NotesOverlay {
  /** Those that the panel shows. */
  readonly all = input.required<readonly Annotation[]>();
  readonly frames = input.required<readonly Frame[]>();
  readonly zone = input.required<string>();

  protected readonly notes = inject(PanelNotes);
  private readonly injector = inject(Injector);
  private readonly overlay = viewChild(CdkConnectedOverlay);
  private readonly card = viewChild<string, ElementRef<HTMLElement>>('card', { read: ElementRef });
  private readonly editor = viewChild(NoteEditor);

  protected readonly open = this.notes.opened;
  protected readonly positions = computed(() => (this.open()?.kind === 'list' ? BELOW : BESIDE));
  /** With a gap of its own: an offset would push the card out of a narrow window again. */
  protected readonly origin = computed(() => {
    const { x, y, width, height } = this.open()?.beside ?? NOWHERE;
    const gap = this.open()?.kind === 'list' ? 0 : GAP;
    return { x: x - gap, y, width: width + 2 * gap, height };
  });
  protected readonly note = computed(() => {
    const open = this.open();
    return open?.kind === 'note' ? this.all().find(({ id }) => id === open.id) : undefined;
  });

  constructor() {
    // The list leads to a note, a note to its editor: the focus follows.
    effect(() => {
      if (!this.open()) return;
      const focus = () => this.card()?.nativeElement.querySelector<HTMLElement>('[data-first]')?.focus();
      afterNextRender(focus, { injector: this.injector });
    });
    // What grows, by an error or by a longer text, stays inside the window.
    effect((onCleanup) => {
      const card = this.card()?.nativeElement;
      if (!card) return;
      const observer = new ResizeObserver(() => this.overlay()?.overlayRef.updatePosition());
      observer.observe(card);
      onCleanup(() => {
        observer.disconnect();
      });
    });
    // Somebody removed it meanwhile.
    effect(() => {
      if (this.open()?.kind === 'note' && !this.note()) this.notes.close();
    });
  }

  protected writeNew(): void {
    this.notes.writeNew(Date.now());
  }

  protected keyed(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    void this.leave();
  }

  protected async leave(): Promise<void> {
    const editor = this.editor();
    if (!editor || (await editor.mayClose())) this.notes.close();
  }
}
