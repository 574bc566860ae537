import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Folder } from '@quarterdeck/sdk/api/folders';
import FolderIcon from 'lucide/dist/esm/icons/folder.mjs';
import FolderLock from 'lucide/dist/esm/icons/folder-lock.mjs';
import { Icon } from '../ui/icon';
import { injectIsOne } from '../ui/locale';
import { FolderMenu } from './folder-menu';

/** A folder in the list. */
@Component({
  selector: 'qd-folder-tile',
  imports: [FolderMenu, Icon, RouterLink, TranslocoPipe],
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
      <qd-folder-menu
        class="more"
        [folder]="folder()"
        [owned]="owned()"
        (changed)="changed.emit()"
        (granted)="granted.emit()"
        (removed)="removed.emit()"
      />
    }
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
  protected readonly icons = { FolderIcon, FolderLock };
}
