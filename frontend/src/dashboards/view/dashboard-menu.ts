import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import Ellipsis from 'lucide/dist/esm/icons/ellipsis.mjs';
import FileText from 'lucide/dist/esm/icons/file-text.mjs';
import History from 'lucide/dist/esm/icons/rotate-ccw-clock.mjs';
import MessagesSquare from 'lucide/dist/esm/icons/messages-square.mjs';
import Pencil from 'lucide/dist/esm/icons/pencil.mjs';
import Share2 from 'lucide/dist/esm/icons/share-2.mjs';
import Star from 'lucide/dist/esm/icons/star.mjs';
import Tv from 'lucide/dist/esm/icons/tv.mjs';
import { LibraryStore } from '../../library/library.store';
import { PlaceStore } from '../../library/place.store';
import { Icon } from '../../ui/icon';
import { COMPARISON_OPTIONS } from '../time/compare-menu';
import { DashboardView } from './dashboard-view.store';
import { MenuButton } from '../../ui/menu/menu-button';
import { CdkMenu, CdkMenuItem, CdkMenuItemRadio, MenuContent, RouterLink } from '../../ui/menu/menu-parts';
import { Unloaded } from '../../ui/unloaded';

/** How much of what a dashboard offers stands beside its title; the rest is in the menu. */
export type HeaderRoom = 'wide' | 'middle' | 'narrow';
export type HeaderDeed = 'edit' | 'share' | 'print' | 'discuss' | 'star' | 'watch';

/** What is rarely done with a dashboard, in words; where the window has no room, all that can be done with it. */
@Component({
  selector: 'qd-dashboard-menu',
  imports: [CdkMenu, CdkMenuItem, CdkMenuItemRadio, Icon, MenuButton, MenuContent, RouterLink, TranslocoPipe, Unloaded],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    qd-icon {
      color: var(--muted);
    }
    kbd {
      margin-left: auto;
      padding-left: var(--space-16);
      color: var(--muted);
      font: inherit;
      font-size: var(--text-12);
    }
    @media (hover: none) and (pointer: coarse) {
      kbd {
        display: none;
      }
    }
  `,
  template: `
    <button
      #button
      type="button"
      class="qd-button icon"
      qdMenuButton
      #menu="qdMenuButton"
      [attr.aria-label]="'dashboards.menu' | transloco"
      [title]="'dashboards.menu' | transloco"
    >
      <qd-icon [of]="icons.Ellipsis" />
    </button>
    @defer (when menu.isAsked(); prefetch on hover(button)) {
      <ng-template [qdMenuOf]="menu">
        <div class="qd-menu" cdkMenu>
          @for (item of items(); track item.deed) {
            <button
              type="button"
              class="qd-menu-item"
              cdkMenuItem
              [attr.data-deed]="item.deed"
              (cdkMenuItemTriggered)="chosen.emit(item.deed)"
            >
              <qd-icon [of]="item.icon" [size]="14" />{{ item.text | transloco }}
              @if (item.deed === 'watch') {
                <kbd>{{ 'tv.keys' | transloco }}</kbd>
              }
            </button>
          }
          <a class="qd-menu-item" cdkMenuItem [routerLink]="['/dashboards', dashboardId(), 'history']">
            <qd-icon [of]="icons.History" [size]="14" />{{ 'revisions.open' | transloco }}
          </a>
          @if (room() === 'narrow') {
            <div class="qd-menu-line" role="separator"></div>
            <p class="qd-menu-title">{{ 'compare.label' | transloco }}</p>
            @for (option of comparisons; track option.value) {
              <button
                type="button"
                class="qd-menu-item"
                cdkMenuItemRadio
                [cdkMenuItemChecked]="option.value === view.address.comparison()"
                (cdkMenuItemTriggered)="view.address.compareWith(option.value)"
              >
                {{ option.text | transloco }}
              </button>
            }
          }
        </div>
      </ng-template>
    } @error {
      <qd-unloaded />
    }
  `,
})
export class DashboardMenu {
  readonly dashboardId = input.required<string>();
  readonly room = input.required<HeaderRoom>();
  readonly chosen = output<HeaderDeed>();

  protected readonly view = inject(DashboardView);
  private readonly place = inject(PlaceStore);
  private readonly library = inject(LibraryStore);
  protected readonly icons = { Ellipsis, History };
  protected readonly comparisons = COMPARISON_OPTIONS;
  protected readonly items = computed(() => {
    const [room, mayEdit] = [this.room(), this.place.canEdit()];
    const isStarred = this.library.favourites().has(this.dashboardId());
    const all = [
      room === 'narrow' && mayEdit && ({ deed: 'edit', text: 'compose.page.edit', icon: Pencil } as const),
      room !== 'wide' && mayEdit && ({ deed: 'share', text: 'dashboards.share', icon: Share2 } as const),
      room !== 'wide' && ({ deed: 'print', text: 'report.print', icon: FileText } as const),
      room === 'narrow' && ({ deed: 'discuss', text: 'discussions.title', icon: MessagesSquare } as const),
      room === 'narrow' &&
        this.place.isKnown() &&
        ({ deed: 'star', text: isStarred ? 'library.star.remove' : 'library.star.add', icon: Star } as const),
      { deed: 'watch', text: 'tv.command', icon: Tv } as const,
    ];
    return all.filter((item) => item !== false);
  });
}
