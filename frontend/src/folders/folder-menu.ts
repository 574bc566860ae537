import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { Folder } from '@quarterdeck/sdk/api/folders';
import LockKeyhole from 'lucide/dist/esm/icons/lock-keyhole.mjs';
import Pencil from 'lucide/dist/esm/icons/pencil.mjs';
import Trash2 from 'lucide/dist/esm/icons/trash.mjs';
import { injectMessages } from '../messages/messages';
import { type Deed, DeedsMenu } from '../ui/deeds-menu';

/** What can be done to a folder, wherever it is met. */
@Component({
  selector: 'qd-folder-menu',
  imports: [DeedsMenu, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <qd-deeds-menu
      [label]="'library.folder.actions' | transloco: { name: folder().name }"
      [small]="small()"
      [deeds]="deeds()"
    />
  `,
})
export class FolderMenu {
  readonly folder = input.required<Folder>();
  /** Whoever looks is an owner, and decides who sees what. */
  readonly owned = input(false);
  readonly small = input(true);
  readonly changed = output();
  readonly granted = output();
  readonly removed = output();

  private readonly messages = injectMessages();
  protected readonly deeds = computed((): Deed[] => [
    {
      text: this.messages('library.folder.change'),
      icon: Pencil,
      run: () => {
        this.changed.emit();
      },
    },
    ...(this.owned() ? [this.grant()] : []),
    {
      text: this.messages('library.folder.delete'),
      icon: Trash2,
      danger: true,
      run: () => {
        this.removed.emit();
      },
    },
  ]);

  private grant(): Deed {
    return {
      text: this.messages('library.folder.access'),
      icon: LockKeyhole,
      run: () => {
        this.granted.emit();
      },
    };
  }
}
