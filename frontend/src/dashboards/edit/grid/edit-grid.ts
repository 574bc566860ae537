import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DashboardDocument, Panel as PanelDocument, Placement } from '@quarterdeck/sdk/api/dashboards';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { injectMessages } from '../../../messages/messages';
import { Icon } from '../../../ui/icon';
import { injectNarrow } from '../../../ui/narrow';
import { Toasts } from '../../../ui/toasts';
import { DashboardView } from '../../view/dashboard-view.store';
import { injectPanelScene } from '../../panel/panel-scene';
import { phoneSorted, type StagedSection } from '../../layout/sections';
import { pinned } from '../../panel/widget-host';
import { DashboardEditor } from '../dashboard-editor.store';
import { withMoved, withPlaced } from '../draft/documents';
import { EditCell } from './edit-cell';
import { partsOf } from './edit-parts';
import { EditRowHead } from './edit-row-head';
import { EditTabs } from './edit-tabs';
import { EmptyDashboard } from './empty-dashboard';
import { injectGridDrag } from './grid-drag';
import { arranged, resized, stepped, type Direction } from './layout';
import { PanelDeeds } from '../draft/panel-deeds';
import { PanelKeys } from './panel-keys';
import { SectionDeeds } from '../draft/section-deeds';
import { destinationsOf, dropOf, editStage, nextDoor, titleOfSection } from './stage';

/** One panel on its way by keys. The layout follows from where it began, so that going back brings everything back. */
interface Gesture {
  readonly id: string;
  readonly from: readonly PanelDocument[];
  readonly wish: Placement;
}

/** The open tab of a dashboard while it is edited: its panels are moved and resized by pointer and by keys. */
@Component({
  selector: 'qd-edit-grid',
  imports: [EditCell, EditRowHead, EditTabs, EmptyDashboard, Icon, PanelKeys, TranslocoPipe],
  providers: [PanelDeeds, SectionDeeds],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './edit-grid.css',
  templateUrl: './edit-grid.html',
})
export class EditGrid {
  protected readonly editor = inject(DashboardEditor);
  protected readonly view = inject(DashboardView);
  protected readonly deeds = inject(PanelDeeds);
  protected readonly sectionDeeds = inject(SectionDeeds);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly grid = viewChild.required<ElementRef<HTMLElement>>('grid');
  private readonly isNarrow = injectNarrow();
  protected readonly icons = { Plus };
  protected readonly scene = injectPanelScene();

  private readonly panels = computed(() => this.editor.document()?.panels ?? []);
  private readonly byId = computed(() => new Map(this.panels().map((panel) => [panel.id, panel])));
  private readonly stage = computed(() => this.staged(this.editor.document()));
  private readonly keys = signal<Gesture | null>(null);
  protected readonly drag = injectGridDrag({
    grid: () => this.grid().nativeElement,
    placeOf: (id) => this.placeOf(id),
    dropped: () => {
      this.land();
    },
  });
  /** What a pointer is doing shows at once and becomes a step when it is let go. */
  protected readonly drop = computed(() => {
    const [wish, document] = [this.drag.wish(), this.editor.document()];
    return wish && document ? dropOf(wish, document, this.stage(), this.view.tab()) : null;
  });
  protected readonly shown = computed(() => {
    const drop = this.drop();
    return drop && !drop.into ? this.staged(drop.document, this.stage()) : this.stage();
  });
  protected readonly destinations = computed(() => {
    const document = this.editor.document();
    return document ? destinationsOf(document, this.messages('layout.top')) : [];
  });
  protected readonly parts = computed(() => {
    const order = this.editor.document()?.phoneOrder ?? [];
    return this.shown().flatMap((section) =>
      partsOf(section, this.isNarrow() ? phoneSorted(section.panels, order) : section.panels, this.byId()),
    );
  });
  protected readonly isEmpty = computed(() => {
    const document = this.editor.document();
    return document !== null && document.panels.length + document.rows.length + document.tabs.length === 0;
  });

  constructor() {
    // Undo, redo and the pointer change the ground under a move by keys: the next key begins anew.
    effect(() => {
      const byId = this.byId();
      const keys = untracked(this.keys);
      const isThere = ({ id, place }: PanelDocument) => samePlace(place, byId.get(id)?.place);
      if (keys && !arranged(keys.from, keys.id, keys.wish).every(isThere)) this.keys.set(null);
    });
  }

  protected pluginOf({ widget }: PanelDocument): Plugin | undefined {
    return pinned(this.view.plugins() ?? [], widget);
  }

  /** The tab, or the closed row, into which the held panel would be dropped. */
  protected readonly targetTab = computed(() => {
    const into = this.drop()?.into;
    return into && 'tab' in into ? into.tab : null;
  });
  protected readonly targetRow = computed(() => {
    const into = this.drop()?.into;
    return into && 'row' in into ? into.row : null;
  });

  protected move(panel: PanelDocument, section: StagedSection, direction: Direction): void {
    const gesture = this.gestureOf(panel, section);
    const wish = stepped(gesture.from, panel.id, gesture.wish, direction);
    if (wish) this.step({ ...gesture, wish });
    else if (direction === 'left' || direction === 'right') this.toasts.announce(this.messages('compose.grid.edge'));
    else this.cross(panel, direction);
  }

  protected resize(panel: PanelDocument, section: StagedSection, direction: Direction): void {
    const gesture = this.gestureOf(panel, section);
    const wish = resized(gesture.wish, direction);
    if (samePlace(wish, gesture.wish)) this.toasts.announce(this.messages('compose.grid.edge'));
    else this.step({ ...gesture, wish });
  }

  protected endKeys(): void {
    this.keys.set(null);
  }

  protected async paste(panel: PanelDocument): Promise<void> {
    this.focus(await this.deeds.pasteHere(panel));
  }

  /** What was just made, or stands next to what is gone; never the top of the page. */
  protected focus(id: string | undefined): void {
    if (id === undefined) return;
    setTimeout(() => this.host.querySelector<HTMLElement>(`[data-cell="${id}"] .grip`)?.focus());
  }

  /** By keys into the section above or below; a closed row opens, so that the panel stays in sight. */
  private cross(panel: PanelDocument, direction: 'up' | 'down'): void {
    const [document, door] = [this.editor.document(), nextDoor(this.stage(), panel, direction)];
    if (!document || !door) {
      this.toasts.announce(this.messages('compose.grid.edge'));
      return;
    }
    const { row, where, isOpen } = door.section;
    if (row && !isOpen) this.view.toggleRow(row);
    this.keys.set(null);
    this.editor.apply(withMoved(document, panel.id, where, door.place));
    const section = titleOfSection(document, where, this.messages('layout.top'));
    this.toasts.announce(this.messages('layout.moved.into', { section }));
    this.focus(panel.id);
  }

  private land(): void {
    const drop = this.drop();
    if (!drop) return;
    const document = this.editor.document();
    this.editor.apply(drop.document);
    if (!document || !drop.into) return;
    const section = titleOfSection(document, drop.where, this.messages('layout.top'));
    const { title = '' } = this.byId().get(this.drag.active() ?? '') ?? {};
    const values = { title: title || this.messages('compose.grid.untitled'), section };
    this.toasts.say(this.messages('layout.moved.to', values));
  }

  private staged(document: DashboardDocument | null, like?: readonly StagedSection[]): StagedSection[] {
    return document ? editStage(document, this.view.tab(), (row) => this.view.isRowOpen(row), like) : [];
  }

  private placeOf(id: string): Placement | undefined {
    const section = this.stage().find(({ panels }) => panels.some((panel) => panel.id === id));
    const place = this.byId().get(id)?.place;
    return section && place && { ...place, y: place.y + section.top };
  }

  private gestureOf({ id, place }: PanelDocument, { panels }: StagedSection): Gesture {
    const keys = this.keys();
    return keys?.id === id ? keys : { id, from: panels, wish: place };
  }

  private step(gesture: Gesture): void {
    const document = this.editor.document();
    const panels = arranged(gesture.from, gesture.id, gesture.wish);
    if (document) this.editor.apply(withPlaced(document, panels));
    this.keys.set(gesture);
    const place = panels.find(({ id }) => id === gesture.id)?.place;
    if (!place) return;
    const { x, y, w, h } = place;
    this.toasts.announce(this.messages('compose.grid.placed', { column: x + 1, row: y + 1, w, h }));
  }
}

const samePlace = (one: Placement, other: Placement | undefined) =>
  one.x === other?.x && one.y === other.y && one.w === other.w && one.h === other.h;
