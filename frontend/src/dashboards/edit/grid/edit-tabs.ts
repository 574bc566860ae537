import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import ArrowRight from 'lucide/dist/esm/icons/arrow-right.mjs';
import Pencil from 'lucide/dist/esm/icons/pencil.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import Trash2 from 'lucide/dist/esm/icons/trash.mjs';
import { injectMessages } from '../../../messages/messages';
import { type Deed, DeedsMenu } from '../../../ui/deeds-menu';
import { IconButton } from '../../../ui/icon-button';
import { DashboardView } from '../../view/dashboard-view.store';
import { TabStrip } from '../../layout/tab-strip';
import { DashboardEditor } from '../dashboard-editor.store';
import { SectionDeeds } from '../draft/section-deeds';
import { TitleField } from './title-field';

/** The tabs of the dashboard being edited, with what one does to the open one. Panels can be dropped on the others. */
@Component({
  selector: 'qd-edit-tabs',
  imports: [DeedsMenu, IconButton, TabStrip, TitleField, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      display: block;
      user-select: none;
    }
    .deeds {
      display: flex;
      flex: none;
      align-items: center;
      min-height: 38px;
    }
  `,
  template: `
    @if (tabs().length > 0) {
      <qd-tab-strip [tabs]="tabs()" [open]="view.tab()" [target]="target()" (chosen)="view.address.openTab($event)">
        <span class="deeds">
          @if (open(); as tab) {
            @if (deeds.naming() === tab.id) {
              <qd-title-field
                [title]="tab.title"
                [label]="'layout.tabs.title' | transloco"
                [longest]="80"
                (typed)="deeds.renameTab(tab, $event)"
              />
            } @else {
              <qd-deeds-menu [label]="'layout.tabs.more' | transloco: { title: tab.title }" [deeds]="menu()" />
            }
          }
          <button
            [qdIconButton]="icons.Plus"
            small
            [label]="'layout.tabs.add' | transloco"
            (click)="deeds.addTab()"
          ></button>
        </span>
      </qd-tab-strip>
    }
  `,
})
export class EditTabs {
  /** The tab onto which the held panel would be dropped. */
  readonly target = input<string | null>(null);

  private readonly editor = inject(DashboardEditor);
  protected readonly view = inject(DashboardView);
  protected readonly deeds = inject(SectionDeeds);
  private readonly messages = injectMessages();
  protected readonly icons = { Plus };
  protected readonly tabs = computed(() => this.editor.document()?.tabs ?? []);
  protected readonly open = computed(() => this.tabs().find(({ id }) => id === this.view.tab()));
  protected readonly menu = computed((): Deed[] => {
    const [tab, tabs, messages, deeds] = [this.open(), this.tabs(), this.messages, this.deeds];
    if (!tab) return [];
    return [
      {
        text: messages('layout.rename'),
        icon: Pencil,
        run: () => {
          deeds.name(tab.id);
        },
      },
      {
        text: messages('layout.tabs.left'),
        icon: ArrowLeft,
        disabled: tab === tabs.at(0),
        run: () => {
          deeds.shiftTab(tab, -1);
        },
      },
      {
        text: messages('layout.tabs.right'),
        icon: ArrowRight,
        disabled: tab === tabs.at(-1),
        run: () => {
          deeds.shiftTab(tab, 1);
        },
      },
      {
        text: messages('layout.tabs.remove'),
        icon: Trash2,
        danger: true,
        run: () => void deeds.removeTab(tab),
      },
    ];
  });
}
