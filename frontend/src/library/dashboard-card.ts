import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { DashboardSummary } from '@quarterdeck/sdk/api/dashboards';
import Copy from 'lucide/dist/esm/icons/copy.mjs';
import FolderInput from 'lucide/dist/esm/icons/folder-input.mjs';
import Trash2 from 'lucide/dist/esm/icons/trash.mjs';
import { injectMessages } from '../messages/messages';
import { type Deed, DeedsMenu } from '../ui/deeds-menu';
import { injectIsOne } from '../ui/locale';
import { TimeAgo } from '../ui/time-ago';
import { StarButton } from './star';

/** One dashboard in the list, with what may be done to it there. */
@Component({
  selector: 'qd-dashboard-card',
  imports: [DeedsMenu, RouterLink, StarButton, TimeAgo, TranslocoPipe],
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
        <qd-deeds-menu [label]="'compose.list.actions' | transloco: { title: dashboard().title }" [deeds]="deeds()" />
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
  private readonly messages = injectMessages();
  protected readonly deeds = computed((): Deed[] => [
    {
      text: this.messages('library.move.open'),
      icon: FolderInput,
      run: () => {
        this.moved.emit();
      },
    },
    {
      text: this.messages('library.copy.open'),
      icon: Copy,
      run: () => {
        this.copied.emit();
      },
    },
    {
      text: this.messages('trash.move.action'),
      icon: Trash2,
      danger: true,
      run: () => {
        this.removed.emit();
      },
    },
  ]);
}
