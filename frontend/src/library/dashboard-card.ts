import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DashboardSummary } from '@quarterdeck/sdk/api/dashboards';
import { Copy, Ellipsis, FolderInput, Trash2 } from 'lucide';
import { Icon } from '../ui/icon';
import { injectIsOne } from '../ui/locale';
import { TimeAgo } from '../ui/time-ago';
import { StarButton } from './star';

/** One dashboard in the list, with what may be done to it there. */
@Component({
  selector: 'qd-dashboard-card',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon, RouterLink, StarButton, TimeAgo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.selected]': 'selected()', '[class.choosing]': 'choosing()', '[class.editable]': 'editable()' },
  styleUrl: './dashboard-card.css',
  template: `
    <a class="qd-card" [routerLink]="['/dashboards', dashboard().id]">
      <h2>{{ dashboard().title }}</h2>
      @if (place()) {
        <p class="place">{{ place() }}</p>
      }
      <p class="description">{{ dashboard().description }}</p>
      <p class="facts">
        {{
          (isOne(dashboard().panelCount) ? 'dashboards.onePanel' : 'dashboards.panels')
            | transloco: { count: dashboard().panelCount }
        }}
        · {{ 'dashboards.updated' | transloco }} <qd-time-ago [at]="dashboard().updatedAt" />
      </p>
    </a>
    <div class="deeds">
      <qd-star [dashboardId]="dashboard().id" [title]="dashboard().title" [small]="true" />
      @if (editable()) {
        <button
          type="button"
          class="qd-button quiet icon small"
          [cdkMenuTriggerFor]="menu"
          [attr.aria-label]="'compose.list.actions' | transloco: { title: dashboard().title }"
        >
          <qd-icon [of]="icons.Ellipsis" />
        </button>
      }
    </div>
    @if (editable()) {
      <input
        type="checkbox"
        class="choice"
        [checked]="selected()"
        [attr.aria-label]="'library.choice.one' | transloco: { title: dashboard().title }"
        (change)="chosen.emit()"
      />
    }
    <ng-template #menu>
      <div class="qd-menu" cdkMenu>
        <button type="button" class="qd-menu-item" cdkMenuItem (cdkMenuItemTriggered)="moved.emit()">
          <qd-icon [of]="icons.FolderInput" />
          {{ 'library.move.open' | transloco }}
        </button>
        <button type="button" class="qd-menu-item" cdkMenuItem (cdkMenuItemTriggered)="copied.emit()">
          <qd-icon [of]="icons.Copy" />
          {{ 'library.copy.open' | transloco }}
        </button>
        <button type="button" class="qd-menu-item danger" cdkMenuItem (cdkMenuItemTriggered)="removed.emit()">
          <qd-icon [of]="icons.Trash2" />
          {{ 'trash.move.action' | transloco }}
        </button>
      </div>
    </ng-template>
  `,
})
export class DashboardCard {
  protected readonly isOne = injectIsOne();
  readonly dashboard = input.required<DashboardSummary>();
  readonly editable = input(false);
  readonly selected = input(false);
  /** Some dashboard is selected: then the boxes of all are shown. */
  readonly choosing = input(false);
  /** The folder it lies in, where the list shows more than one. */
  readonly place = input('');
  readonly chosen = output();
  readonly moved = output();
  readonly copied = output();
  readonly removed = output();
  protected readonly icons = { Copy, Ellipsis, FolderInput, Trash2 };
}
