import { Controller } from '@nestjs/common';
import type { Session } from '@quarterdeck/sdk/api/identity';
import type { ParamsOf } from '@quarterdeck/sdk/api/route';
import {
  workspaceRoutes,
  type NewWorkspace,
  type Whereabouts,
  type WhereaboutsParams,
  type Workspace,
  type WorkspaceChoice,
  type WorkspaceRemoval,
} from '@quarterdeck/sdk/api/workspaces';
import type { Actor } from '../platform/actor.js';
import { Body, CurrentActor, Implements, Params } from '../platform/http/implements.js';
import { CurrentVisitor } from '../platform/http/visitor.decorator.js';
import type { Visitor } from '../platform/visitor.js';
import { RemovalsService } from './removals.service.js';
import { WhereaboutsService } from './whereabouts.service.js';
import { WorkspacesService } from './workspaces.service.js';

type ById = ParamsOf<typeof workspaceRoutes.rename>;

@Controller()
export class WorkspacesController {
  constructor(
    private readonly workspaces: WorkspacesService,
    private readonly removing: RemovalsService,
    private readonly places: WhereaboutsService,
  ) {}

  @Implements(workspaceRoutes.list)
  list(@CurrentActor() actor: Actor): Promise<Workspace[]> {
    return this.workspaces.list(actor);
  }

  @Implements(workspaceRoutes.create)
  create(@CurrentActor() actor: Actor, @Body() { name }: NewWorkspace): Promise<Workspace> {
    return this.workspaces.create(actor, name);
  }

  @Implements(workspaceRoutes.rename)
  rename(@CurrentActor() actor: Actor, @Params() { id }: ById, @Body() { name }: NewWorkspace): Promise<Workspace> {
    return this.workspaces.rename(actor, id, name);
  }

  @Implements(workspaceRoutes.switch)
  switch(@CurrentVisitor() visitor: Visitor, @Body() { workspaceId }: WorkspaceChoice): Promise<Session> {
    return this.workspaces.switch(visitor, workspaceId);
  }

  @Implements(workspaceRoutes.leave)
  leave(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<void> {
    return this.workspaces.leave(actor, id);
  }

  @Implements(workspaceRoutes.remove)
  remove(
    @CurrentActor() actor: Actor,
    @Params() { id }: ById,
    @Body() { name }: NewWorkspace,
  ): Promise<WorkspaceRemoval> {
    return this.removing.remove(actor, id, name);
  }

  @Implements(workspaceRoutes.removals)
  removals(@CurrentActor() actor: Actor): Promise<WorkspaceRemoval[]> {
    return this.removing.list(actor);
  }

  @Implements(workspaceRoutes.whereabouts)
  whereabouts(@CurrentActor() actor: Actor, @Params() where: WhereaboutsParams): Promise<Whereabouts> {
    return this.places.find(actor, where);
  }
}
