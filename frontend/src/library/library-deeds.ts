import { inject, Injectable, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { DashboardSummary } from '@quarterdeck/sdk/api/dashboards';
import type { Folder } from '@quarterdeck/sdk/api/folders';
import { DashboardsStore } from '../dashboards/dashboards.store';
import { NewDashboardDialog } from '../dashboards/edit/new-dashboard-dialog';
import { FolderDialog, type FolderWish } from '../folders/folder-dialog';
import { FoldersStore } from '../folders/folders.store';
import { injectMessages } from '../messages/messages';
import { Confirm } from '../ui/confirm';
import { Dialogs } from '../ui/dialog';
import { Toasts } from '../ui/toasts';
import { LibraryStore } from './library.store';
import { MoveDialog } from './move-dialog';

const LONGEST_TITLE = 200;

/** What can be done to dashboards and folders in the list, each with its question and its word afterwards. */
@Injectable()
export class LibraryDeeds {
  private readonly dashboards = inject(DashboardsStore);
  private readonly folders = inject(FoldersStore);
  private readonly library = inject(LibraryStore);
  private readonly dialogs = inject(Dialogs);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly messages = injectMessages();
  private readonly problem = signal<unknown>(undefined);

  /** Why the list is not whole, or the last deed did not happen. */
  readonly failure = this.problem.asReadonly();

  /** Called when the page opens, and by "Try again". */
  async load(): Promise<void> {
    await this.trying(async () => {
      await Promise.all([this.dashboards.load(), this.folders.load(), this.library.load()]);
    });
  }

  newDashboard(folderId: string | null): void {
    void this.dialogs.open(NewDashboardDialog, folderId);
  }

  async newFolder(parentId: string | null): Promise<void> {
    const made = await this.openFolder({ parentId });
    if (made) this.toasts.say(this.messages('library.folder.created', { name: made.name }));
  }

  async changeFolder(folder: Folder): Promise<void> {
    await this.openFolder({ folder });
  }

  async grantFolder(folder: Folder): Promise<void> {
    await this.trying(async () => {
      const { AccessDialog } = await import('../folders/access-dialog');
      await this.dialogs.open(AccessDialog, folder);
    });
  }

  /** True when it is gone. `count`: the dashboards in it and in the folders in it. */
  async removeFolder(folder: Folder, count: number): Promise<boolean> {
    const empty = count === 0 && this.folders.childrenOf(folder.id).length === 0;
    const parent = this.folders.find(folder.parentId)?.name ?? this.messages('library.top');
    const agreed = await this.confirm.ask({
      heading: this.messages('library.folder.deleteHeading', { name: folder.name }),
      text: this.messages(empty ? 'library.folder.deleteEmpty' : 'library.folder.deleteFull', { parent }),
      action: this.messages('library.folder.delete'),
    });
    if (!agreed) return false;
    return this.trying(async () => {
      await this.folders.remove(folder.id);
      await this.dashboards.load();
      this.toasts.say(this.messages('library.folder.deleted', { name: folder.name }));
    });
  }

  /** True when they moved. */
  async move(dashboards: readonly DashboardSummary[]): Promise<boolean> {
    const place = await this.dialogs.open<string>(MoveDialog, dashboards);
    if (place === undefined) return false;
    await this.dashboards.load();
    const [count, title] = [dashboards.length, dashboards[0]?.title ?? ''];
    this.toasts.say(this.messages(count === 1 ? 'library.move.doneOne' : 'library.move.done', { count, title, place }));
    return true;
  }

  /** Opens the copy, which lies beside the one it was made of. */
  async copyDashboard({ id, folderId }: DashboardSummary): Promise<void> {
    await this.trying(async () => {
      const { document } = (await this.dashboards.get(id)).dashboard;
      const title = this.messages('library.copy.title', { title: document.title }).slice(0, LONGEST_TITLE);
      const copy = await this.dashboards.create({ ...document, title }, folderId);
      this.toasts.say(this.messages('library.copy.done', { title }));
      await this.router.navigate(['/dashboards', copy.id]);
    });
  }

  async removeDashboard({ id, title }: DashboardSummary): Promise<void> {
    const agreed = await this.confirm.ask({
      heading: this.messages('trash.move.heading', { title }),
      text: this.messages('trash.move.text'),
      action: this.messages('trash.move.action'),
    });
    if (!agreed) return;
    await this.trying(async () => {
      await this.dashboards.remove(id);
      this.toasts.say(this.messages('trash.move.done', { title }));
    });
  }

  private openFolder(wish: FolderWish): Promise<Folder | undefined> {
    return this.dialogs.open<Folder>(FolderDialog, wish);
  }

  private async trying(deed: () => Promise<void>): Promise<boolean> {
    this.problem.set(undefined);
    try {
      await deed();
      return true;
    } catch (error) {
      this.problem.set(error);
      return false;
    }
  }
}
