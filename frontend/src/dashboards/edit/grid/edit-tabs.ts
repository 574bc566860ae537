import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { ArrowLeft, ArrowRight, Ellipsis, Pencil, Plus, Trash2 } from 'lucide';
import { Icon } from '../../../ui/icon';
import { DashboardView } from '../../view/dashboard-view.store';
import { TabStrip } from '../../layout/tab-strip';
import { DashboardEditor } from '../dashboard-editor.store';
import { SectionDeeds } from '../draft/section-deeds';
import { TitleField } from './title-field';

/** The tabs of the dashboard being edited, with what one does to the open one. Panels can be dropped on the others. */
@Component({
  selector: 'qd-edit-tabs',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon, TabStrip, TitleField, TranslocoPipe],
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
              <button
                type="button"
                class="qd-button quiet icon small"
                [cdkMenuTriggerFor]="menu"
                [attr.aria-label]="'layout.tabs.more' | transloco: { title: tab.title }"
              >
                <qd-icon [of]="icons.Ellipsis" [size]="14" />
              </button>
            }
            <ng-template #menu>
              <div class="qd-menu" cdkMenu>
                <button type="button" class="qd-menu-item" cdkMenuItem (cdkMenuItemTriggered)="deeds.name(tab.id)">
                  <qd-icon [of]="icons.Pencil" />
                  {{ 'layout.rename' | transloco }}
                </button>
                <button
                  type="button"
                  class="qd-menu-item"
                  cdkMenuItem
                  [cdkMenuItemDisabled]="tab === tabs().at(0)"
                  (cdkMenuItemTriggered)="deeds.shiftTab(tab, -1)"
                >
                  <qd-icon [of]="icons.ArrowLeft" />
                  {{ 'layout.tabs.left' | transloco }}
                </button>
                <button
                  type="button"
                  class="qd-menu-item"
                  cdkMenuItem
                  [cdkMenuItemDisabled]="tab === tabs().at(-1)"
                  (cdkMenuItemTriggered)="deeds.shiftTab(tab, 1)"
                >
                  <qd-icon [of]="icons.ArrowRight" />
                  {{ 'layout.tabs.right' | transloco }}
                </button>
                <button
                  type="button"
                  class="qd-menu-item danger"
                  cdkMenuItem
                  (cdkMenuItemTriggered)="deeds.removeTab(tab)"
                >
                  <qd-icon [of]="icons.Trash2" />
                  {{ 'layout.tabs.remove' | transloco }}
                </button>
              </div>
            </ng-template>
          }
          <button
            type="button"
            class="qd-button quiet icon small"
            [attr.aria-label]="'layout.tabs.add' | transloco"
            [title]="'layout.tabs.add' | transloco"
            (click)="deeds.addTab()"
          >
            <qd-icon [of]="icons.Plus" [size]="14" />
          </button>
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
  protected readonly icons = { ArrowLeft, ArrowRight, Ellipsis, Pencil, Plus, Trash2 };
  protected readonly tabs = computed(() => this.editor.document()?.tabs ?? []);
  protected readonly open = computed(() => this.tabs().find(({ id }) => id === this.view.tab()));
}
