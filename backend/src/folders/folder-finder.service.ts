import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';
import { hasWords, SearchService, type Found } from '../search/search.service.js';
import { FolderRights } from './folder-rights.service.js';

/** Folders as they are found by their names. */
@Injectable()
export class FolderFinder implements OnModuleInit {
  constructor(
    private readonly search: SearchService,
    private readonly rights: FolderRights,
  ) {}

  onModuleInit(): void {
    this.search.register('folder', (actor, words) => this.find(actor, words));
  }

  private async find(actor: Actor, words: readonly string[]): Promise<Found[]> {
    const tree = await this.rights.treeFor(actor);
    return tree
      .list()
      .filter(({ name }) => hasWords(name, words))
      .map(({ id, name, parentId }) => {
        const around = tree.path(parentId).map((folder) => folder.name);
        return { id, title: name, context: around.join(' / ') };
      });
  }
}
