import { Controller } from '@nestjs/common';
import type { ParamsOf } from '@quarterdeck/sdk/api/route';
import {
  syncRoutes,
  type ConnectionSyncs,
  type Resync,
  type SyncPlan,
  type SyncRun,
  type SyncSwitch,
} from '@quarterdeck/sdk/api/syncs';
import type { Actor } from '../platform/actor.js';
import { Body, CurrentActor, Implements, Params } from '../platform/http/implements.js';
import { SyncsService } from './syncs.service.js';

type ById = ParamsOf<typeof syncRoutes.get>;
type ByStream = ParamsOf<typeof syncRoutes.switch>;

@Controller()
export class SyncsController {
  constructor(private readonly syncs: SyncsService) {}

  @Implements(syncRoutes.get)
  get(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<ConnectionSyncs> {
    return this.syncs.get(actor, id);
  }

  @Implements(syncRoutes.plan)
  plan(@CurrentActor() actor: Actor, @Params() { id }: ById, @Body() plan: SyncPlan): Promise<ConnectionSyncs> {
    return this.syncs.plan(actor, id, plan);
  }

  @Implements(syncRoutes.run)
  run(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<ConnectionSyncs> {
    return this.syncs.run(actor, id);
  }

  @Implements(syncRoutes.switch)
  switch(
    @CurrentActor() actor: Actor,
    @Params() { id, stream }: ByStream,
    @Body() { active }: SyncSwitch,
  ): Promise<ConnectionSyncs> {
    return this.syncs.switch(actor, id, stream, active);
  }

  @Implements(syncRoutes.runOne)
  runOne(@CurrentActor() actor: Actor, @Params() { id, stream }: ByStream): Promise<ConnectionSyncs> {
    return this.syncs.runOne(actor, id, stream);
  }

  @Implements(syncRoutes.resync)
  resync(
    @CurrentActor() actor: Actor,
    @Params() { id, stream }: ByStream,
    @Body() resync: Resync,
  ): Promise<ConnectionSyncs> {
    return this.syncs.resync(actor, id, stream, resync);
  }

  @Implements(syncRoutes.stop)
  stop(@CurrentActor() actor: Actor, @Params() { id, stream }: ByStream): Promise<ConnectionSyncs> {
    return this.syncs.stop(actor, id, stream);
  }

  @Implements(syncRoutes.runs)
  runs(@CurrentActor() actor: Actor, @Params() { id, stream }: ByStream): Promise<SyncRun[]> {
    return this.syncs.runs(actor, id, stream);
  }
}
