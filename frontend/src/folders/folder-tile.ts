import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Folder } from '@quarterdeck/sdk/api/folders';
import { Ellipsis, Folder as FolderIcon, FolderLock, LockKeyhole, Pencil, Trash2 } from 'lucide';
import { Icon } from '../ui/icon';
import { injectIsOne } from '../ui/locale';

/** A folder in the list. */
@Component({
  selector: 'qd-folder-tile',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styles: `
    :host {
      position: relative;
      display: block;
    }
    a {
      display: flex;
      align-items: center;
      gap: 10px;
      min-height: 48px;
      padding: var(--space-8) 44px var(--space-8) var(--space-16);
      color: var(--ink);
      text-decoration: none;
      transition: box-shadow var(--motion);
    }
    a:hover {
      box-shadow: 0 0 0 1px var(--accent);
    }
    a qd-icon {
      color: var(--accent);
    }
    .name {
      overflow: hidden;
      font-weight: 500;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .count {
      flex: none;
      margin-left: auto;
      color: var(--muted);
      font-size: var(--text-12);
    }
    .more {
      position: absolute;
      top: 11px;
      right: var(--space-8);
    }
  `,
  template: `
    <a class="qd-card" routerLink="/dashboards" [queryParams]="{ folder: folder().id }">
      <qd-icon [of]="folder().restricted ? icons.FolderLock : icons.FolderIcon" />
      <span class="name">{{ folder().name }}</span>
      @if (folder().restricted) {
        <span class="qd-spoken">{{ 'library.folder.restricted' | transloco }}</span>
      }
      <span class="count">{{
        (isOne(count()) ? 'library.folder.one' : 'library.folder.count') | transloco: { count: count() }
      }}</span>
    </a>
    @if (folder().right === 'edit') {
      <button
        type="button"
        class="qd-button quiet icon small more"
        [cdkMenuTriggerFor]="menu"
        [attr.aria-label]="'library.folder.actions' | transloco: { name: folder().name }"
      >
        <qd-icon [of]="icons.Ellipsis" />
      </button>
    }
    <ng-template #menu>
      <div class="qd-menu" cdkMenu>
        <button type="button" class="qd-menu-item" cdkMenuItem (cdkMenuItemTriggered)="changed.emit()">
          <qd-icon [of]="icons.Pencil" />{{ 'library.folder.change' | transloco }}
        </button>
        @if (owned()) {
          <button type="button" class="qd-menu-item" cdkMenuItem (cdkMenuItemTriggered)="granted.emit()">
            <qd-icon [of]="icons.LockKeyhole" />{{ 'library.folder.access' | transloco }}
          </button>
        }
        <button type="button" class="qd-menu-item danger" cdkMenuItem (cdkMenuItemTriggered)="removed.emit()">
          <qd-icon [of]="icons.Trash2" />{{ 'library.folder.delete' | transloco }}
        </button>
      </div>
    </ng-template>
  `,
})
export class FolderTile {
  protected readonly isOne = injectIsOne();
  readonly folder = input.required<Folder>();
  /** How many dashboards lie in it, and in the folders in it. */
  readonly count = input.required<number>();
  /** Whoever looks is an owner, and decides who sees what. */
  readonly owned = input(false);
  readonly changed = output();
  readonly granted = output();
  readonly removed = output();
  protected readonly icons = { Ellipsis, FolderIcon, FolderLock, LockKeyhole, Pencil, Trash2 };
}
