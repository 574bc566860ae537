import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  signal,
  untracked,
} from '@angular/core';
import type { Panel as PanelDocument, Placement } from '@quarterdeck/sdk/api/dashboards';
import { injectMessages } from '../../messages/messages';
import { Toasts } from '../../ui/toasts';
import { DashboardView } from '../dashboard-view.store';
import { injectPanelScene } from '../panel-scene';
import { pinned } from '../widget-host';
import { DashboardEditor } from './dashboard-editor.store';
import { withCopy, withoutPanel, withPanels } from './documents';
import { EditCell } from './edit-cell';
import { EmptyDashboard } from './empty-dashboard';
import { injectGridDrag } from './grid-drag';
import { arranged, resized, stepped, type Direction } from './layout';

/** One panel on its way. The layout follows from where it began, so that going back brings everything back. */
interface Gesture {
  readonly id: string;
  readonly from: readonly PanelDocument[];
  readonly wish: Placement;
}

/** The panels of a dashboard on their grid while it is edited: moved and resized by pointer and by keys. */
@Component({
  selector: 'qd-edit-grid',
  imports: [EditCell, EmptyDashboard],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './edit-grid.css',
  template: `
    @for (entry of entries(); track entry.panel.id) {
      <qd-edit-cell
        [style.--x]="entry.panel.place.x + 1"
        [style.--y]="entry.panel.place.y + 1"
        [style.--w]="entry.panel.place.w"
        [style.--h]="entry.panel.place.h"
        [class.active]="drag.active() === entry.panel.id"
        [panel]="entry.panel"
        [data]="entry.data()"
        [plugin]="entry.plugin"
        [scene]="scene()"
        (grabbed)="drag.begin($event.event, entry.panel.id, $event.part)"
        (moved)="move(entry.panel, $event)"
        (resized)="resize(entry.panel, $event)"
        (left)="endKeys()"
        (edited)="editor.editPanel(entry.panel)"
        (copied)="copy(entry.panel)"
        (removed)="remove(entry.panel)"
      />
    } @empty {
      <qd-empty-dashboard />
    }
  `,
})
export class EditGrid {
  protected readonly editor = inject(DashboardEditor);
  private readonly view = inject(DashboardView);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly scene = injectPanelScene();

  private readonly panels = computed(() => this.editor.document()?.panels ?? []);
  private readonly keys = signal<Gesture | null>(null);
  /** What a pointer is doing shows at once and becomes a step when it is let go. */
  private readonly shown = computed(() => {
    const wish = this.drag.wish();
    return wish ? arranged(this.panels(), wish.id, wish.place) : this.panels();
  });
  protected readonly drag = injectGridDrag({
    grid: this.host,
    placeOf: (id) => this.panels().find((panel) => panel.id === id)?.place,
    dropped: () => {
      this.put(this.shown());
    },
  });
  /** In the order of the document, so that no panel is drawn anew because another one moved. */
  protected readonly entries = computed(() => {
    const plugins = this.view.plugins() ?? [];
    return this.shown().map((panel) => ({
      panel,
      data: this.view.panels.of(panel.id),
      plugin: pinned(plugins, panel.widget),
    }));
  });

  constructor() {
    // Undo, redo and the pointer change the ground under a move by keys: the next key begins anew.
    effect(() => {
      const panels = this.panels();
      const keys = untracked(this.keys);
      if (keys && !samePlaces(arranged(keys.from, keys.id, keys.wish), panels)) this.keys.set(null);
    });
  }

  protected move(panel: PanelDocument, direction: Direction): void {
    const gesture = this.gestureOf(panel);
    const wish = stepped(gesture.from, panel.id, gesture.wish, direction);
    if (wish) this.step({ ...gesture, wish });
    else this.toasts.announce(this.messages('compose.grid.edge'));
  }

  protected resize(panel: PanelDocument, direction: Direction): void {
    const gesture = this.gestureOf(panel);
    const wish = resized(gesture.wish, direction);
    if (samePlace(wish, gesture.wish)) this.toasts.announce(this.messages('compose.grid.edge'));
    else this.step({ ...gesture, wish });
  }

  protected endKeys(): void {
    this.keys.set(null);
  }

  protected copy({ id, title }: PanelDocument): void {
    const document = this.editor.document();
    if (!document) return;
    const copyId = this.editor.newPanelId();
    this.editor.apply(withCopy(document, id, copyId));
    this.toasts.announce(this.messages('compose.grid.copied', { title: this.nameOf(title) }));
    this.focus(copyId);
  }

  protected remove({ id, title }: PanelDocument): void {
    const document = this.editor.document();
    if (!document) return;
    const at = document.panels.findIndex((panel) => panel.id === id);
    const next = document.panels[at + 1] ?? document.panels[at - 1];
    this.editor.apply(withoutPanel(document, id));
    this.toasts.say(this.messages('compose.grid.removed', { title: this.nameOf(title) }));
    if (next) this.focus(next.id);
  }

  private gestureOf({ id, place }: PanelDocument): Gesture {
    const keys = this.keys();
    return keys?.id === id ? keys : { id, from: this.panels(), wish: place };
  }

  private step(gesture: Gesture): void {
    const panels = arranged(gesture.from, gesture.id, gesture.wish);
    this.put(panels);
    this.keys.set(gesture);
    const place = panels.find(({ id }) => id === gesture.id)?.place;
    if (!place) return;
    const { x, y, w, h } = place;
    this.toasts.announce(this.messages('compose.grid.placed', { column: x + 1, row: y + 1, w, h }));
  }

  private put(panels: PanelDocument[]): void {
    const document = this.editor.document();
    if (document) this.editor.apply(withPanels(document, panels));
  }

  private nameOf(title: string): string {
    return title || this.messages('compose.grid.untitled');
  }

  /** What was just made, or stands next to what is gone; never the top of the page. */
  private focus(id: string): void {
    setTimeout(() => this.host.querySelector<HTMLElement>(`[data-cell="${id}"] .grip`)?.focus());
  }
}

const samePlace = (one: Placement, other: Placement | undefined) =>
  one.x === other?.x && one.y === other.y && one.w === other.w && one.h === other.h;

const samePlaces = (some: readonly PanelDocument[], others: readonly PanelDocument[]) =>
  some.length === others.length && some.every(({ place }, at) => samePlace(place, others[at]?.place));
