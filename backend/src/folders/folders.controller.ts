import { Controller } from '@nestjs/common';
import {
  folderRoutes,
  type Folder,
  type FolderContent,
  type FolderGrants,
  type FolderRemoval,
} from '@quarterdeck/sdk/api/folders';
import type { Actor } from '../platform/actor.js';
import { Body, CurrentActor, Implements, Params, QueryParams } from '../platform/http/implements.js';
import { FolderGrantsService } from './folder-grants.service.js';
import { FoldersService } from './folders.service.js';

interface ById {
  id: string;
}

@Controller()
export class FoldersController {
  constructor(
    private readonly folders: FoldersService,
    private readonly folderGrants: FolderGrantsService,
  ) {}

  @Implements(folderRoutes.list)
  list(@CurrentActor() actor: Actor): Promise<Folder[]> {
    return this.folders.list(actor);
  }

  @Implements(folderRoutes.create)
  create(@CurrentActor() actor: Actor, @Body() content: FolderContent): Promise<Folder> {
    return this.folders.create(actor, content);
  }

  @Implements(folderRoutes.change)
  change(@CurrentActor() actor: Actor, @Params() { id }: ById, @Body() content: FolderContent): Promise<Folder> {
    return this.folders.change(actor, id, content);
  }

  @Implements(folderRoutes.remove)
  remove(@CurrentActor() actor: Actor, @Params() { id }: ById, @QueryParams() removal: FolderRemoval): Promise<void> {
    return this.folders.remove(actor, id, removal);
  }

  @Implements(folderRoutes.grants)
  grants(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<FolderGrants> {
    return this.folderGrants.read(actor, id);
  }

  @Implements(folderRoutes.grant)
  grant(@CurrentActor() actor: Actor, @Params() { id }: ById, @Body() grants: FolderGrants): Promise<FolderGrants> {
    return this.folderGrants.replace(actor, id, grants);
  }
}
