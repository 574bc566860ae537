import { CdkDrag, CdkDragHandle, CdkDropList, moveItemInArray, type CdkDragDrop } from '@angular/cdk/drag-drop';
import { afterNextRender, ChangeDetectionStrategy, Component, computed, ElementRef, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Panel as PanelDocument } from '@quarterdeck/sdk/api/dashboards';
import GripVertical from 'lucide/dist/esm/icons/grip-vertical.mjs';
import { injectMessages } from '../../../messages/messages';
import { Icon } from '../../../ui/icon';
import { Toasts } from '../../../ui/toasts';
import { DashboardView } from '../../view/dashboard-view.store';
import { Panel } from '../../panel/panel';
import { readingOrder } from '../../layout/panel-order';
import { injectPanelScene } from '../../panel/panel-scene';
import { phoneSorted, type Section } from '../../layout/sections';
import { pinned } from '../../panel/widget-host';
import { DashboardEditor } from '../dashboard-editor.store';
import { withPhoneOrder } from '../draft/section-documents';

const STEPS: Readonly<Record<string, number | undefined>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  Home: -Infinity,
  End: Infinity,
};

/** The open tab as a phone shows it, in the order of a phone: panels are dragged, or moved by keys, within their row. */
@Component({
  selector: 'qd-phone-order',
  imports: [CdkDrag, CdkDragHandle, CdkDropList, Icon, Panel, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './phone-order.css',
  template: `
    <div class="head">
      <h2 tabindex="-1">{{ 'layout.phone.heading' | transloco }}</h2>
      <p>{{ 'layout.phone.text' | transloco }}</p>
      <div class="qd-actions">
        @if (isOwn()) {
          <button type="button" class="qd-button" (click)="reset()">{{ 'layout.phone.reset' | transloco }}</button>
        }
        <button type="button" class="qd-button primary" (click)="editor.open(null)">
          {{ 'layout.phone.done' | transloco }}
        </button>
      </div>
    </div>
    <div class="phone">
      @for (section of sections(); track section.key) {
        @if (section.row; as row) {
          <h3>{{ row.title }}</h3>
        }
        <ol cdkDropList cdkDropListLockAxis="y" (cdkDropListDropped)="drop(section, $event)">
          @for (item of section.panels; track item.id; let at = $index) {
            <li cdkDrag cdkDragPreviewClass="qd-phone-held" [attr.data-place]="item.id">
              <button
                type="button"
                class="grip"
                cdkDragHandle
                [attr.aria-label]="
                  'layout.phone.handle'
                    | transloco: { title: nameOf(item), place: at + 1, count: section.panels.length }
                "
                [attr.aria-description]="'layout.phone.keys' | transloco"
                [title]="'layout.phone.keys' | transloco"
                (keydown)="onKey($event, section, item)"
              >
                <qd-icon [of]="icons.GripVertical" />
              </button>
              <qd-panel
                inert
                [style.height.px]="item.place.h * 40 - 8"
                [panel]="item"
                [data]="view.panels.of(item.id)()"
                [plugin]="pluginOf(item)"
                [scene]="scene()"
              />
            </li>
          }
        </ol>
      }
    </div>
  `,
})
export class PhoneOrder {
  protected readonly editor = inject(DashboardEditor);
  protected readonly view = inject(DashboardView);
  private readonly toasts = inject(Toasts);
  private readonly messages = injectMessages();
  protected readonly icons = { GripVertical };
  protected readonly scene = injectPanelScene();

  private readonly order = computed(() => this.editor.document()?.phoneOrder ?? []);
  /** A row that a reader closed has nothing to be ordered here: open it on the grid first. */
  protected readonly sections = computed<readonly Section[]>(() =>
    this.view
      .sections()
      .filter(({ row }) => row === null || this.view.isRowOpen(row))
      .map((section) => ({ ...section, panels: phoneSorted(section.panels, this.order()) })),
  );
  protected readonly isOwn = computed(() => this.order().length > 0);

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => host.querySelector('h2')?.focus());
  }

  protected pluginOf({ widget }: PanelDocument) {
    return pinned(this.view.plugins() ?? [], widget);
  }

  protected nameOf({ title }: PanelDocument): string {
    return title || this.messages('compose.grid.untitled');
  }

  protected drop(section: Section, { previousIndex, currentIndex }: CdkDragDrop<unknown>): void {
    this.move(section, previousIndex, currentIndex);
  }

  protected onKey(event: KeyboardEvent, section: Section, panel: PanelDocument): void {
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const last = section.panels.length - 1;
    const at = section.panels.indexOf(panel);
    const to = Math.min(last, Math.max(0, at + step));
    if (at === to) {
      this.toasts.announce(this.messages('compose.grid.edge'));
      return;
    }
    this.move(section, at, to);
    const { currentTarget } = event;
    // Moved on the page, it loses the focus.
    setTimeout(() => {
      if (currentTarget instanceof HTMLElement) currentTarget.focus();
    });
  }

  protected reset(): void {
    const document = this.editor.document();
    if (!document) return;
    const reset = (now: typeof document, { where, panels }: Section) =>
      withPhoneOrder(
        now,
        where,
        readingOrder(panels).map(({ id }) => id),
      );
    this.editor.apply(this.view.sections().reduce(reset, document));
    this.toasts.announce(this.messages('layout.phone.wasReset'));
  }

  private move(section: Section, from: number, to: number): void {
    const document = this.editor.document();
    const panels = [...section.panels];
    const panel = panels[from];
    if (!document || !panel || from === to) return;
    moveItemInArray(panels, from, to);
    const ids = panels.map(({ id }) => id);
    this.editor.apply(withPhoneOrder(document, section.where, ids));
    const values = { title: this.nameOf(panel), place: to + 1, count: panels.length };
    this.toasts.announce(this.messages('layout.phone.placed', values));
  }
}
