import { computed, inject, Injectable, signal } from '@angular/core';
import { folderRoutes, type Folder, type FolderContent, type FolderGrants } from '@quarterdeck/sdk/api/folders';
import { memberRoutes, type Member } from '@quarterdeck/sdk/api/members';
import { ApiClient } from '../api/api-client';

/** The folders of dashboards that the signed-in person may see. */
@Injectable({ providedIn: 'root' })
export class FoldersStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<readonly Folder[] | null>(null);

  /** By name; null until they are known. */
  readonly list = this.known.asReadonly();
  private readonly byId = computed(() => new Map(this.known()?.map((folder) => [folder.id, folder])));

  /** Called by whoever shows folders, each time it opens. Throws an ApiError. */
  async load(): Promise<void> {
    this.known.set(await this.api.call(folderRoutes.list, {}));
  }

  find(id: string | null | undefined): Folder | undefined {
    return this.byId().get(id ?? '');
  }

  /** The folder and those around it, from the top inwards. */
  path(id: string | null): Folder[] {
    const around: Folder[] = [];
    for (let at = this.find(id); at; at = this.find(at.parentId)) around.unshift(at);
    return around;
  }

  childrenOf(id: string | null): Folder[] {
    return (this.known() ?? []).filter(({ parentId }) => parentId === id);
  }

  /** Called by the form for a new folder. Throws an ApiError. */
  async create(content: FolderContent): Promise<Folder> {
    const made = await this.api.call(folderRoutes.create, { body: content });
    await this.load();
    return made;
  }

  /** Called by the form that renames or moves one. Throws an ApiError. */
  async change(id: string, content: FolderContent): Promise<void> {
    await this.api.call(folderRoutes.change, { params: { id }, body: content });
    await this.load();
  }

  /** Called after it was confirmed; what lies in it moves into the folder around it. Throws an ApiError. */
  async remove(id: string): Promise<void> {
    await this.api.call(folderRoutes.remove, { params: { id }, query: { contents: 'move' } });
    await this.load();
  }

  /** Called by the access dialog of an owner. Throws an ApiError. */
  grants(id: string): Promise<FolderGrants> {
    return this.api.call(folderRoutes.grants, { params: { id } });
  }

  /** Called by the access dialog: to whom rights can be granted. Throws an ApiError. */
  members(): Promise<Member[]> {
    return this.api.call(memberRoutes.list, {});
  }

  /** Called by the access dialog of an owner. Throws an ApiError. */
  async grant(id: string, grants: FolderGrants): Promise<void> {
    await this.api.call(folderRoutes.grant, { params: { id }, body: grants });
    await this.load();
  }
}
