import { Controller } from '@nestjs/common';
import {
  connectionRoutes,
  type Connection,
  type ConnectionChange,
  type ConnectionHealth,
  type ConnectionOption,
  type ConnectionTrial,
  type NewConnection,
} from '@quarterdeck/sdk/api/connections';
import type { ParamsOf } from '@quarterdeck/sdk/api/route';
import type { Actor } from '../platform/actor.js';
import { Body, ClientGone, CurrentActor, Implements, Params } from '../platform/http/implements.js';
import { ConnectionsService } from './connections.service.js';

type ById = ParamsOf<typeof connectionRoutes.get>;

@Controller()
export class ConnectionsController {
  constructor(private readonly connections: ConnectionsService) {}

  @Implements(connectionRoutes.list)
  list(@CurrentActor() actor: Actor): Promise<Connection[]> {
    return this.connections.list(actor);
  }

  @Implements(connectionRoutes.get)
  get(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<Connection> {
    return this.connections.get(actor, id);
  }

  @Implements(connectionRoutes.create)
  create(
    @CurrentActor() actor: Actor,
    @Body() connection: NewConnection,
    @ClientGone() gone: AbortSignal,
  ): Promise<Connection> {
    return this.connections.create(actor, connection, gone);
  }

  @Implements(connectionRoutes.tryOut)
  tryOut(
    @CurrentActor() actor: Actor,
    @Body() trial: ConnectionTrial,
    @ClientGone() gone: AbortSignal,
  ): Promise<ConnectionHealth> {
    return this.connections.tryOut(actor, trial, gone);
  }

  @Implements(connectionRoutes.check)
  check(
    @CurrentActor() actor: Actor,
    @Params() { id }: ById,
    @ClientGone() gone: AbortSignal,
  ): Promise<ConnectionHealth> {
    return this.connections.check(actor, id, gone);
  }

  @Implements(connectionRoutes.change)
  change(
    @CurrentActor() actor: Actor,
    @Params() { id }: ById,
    @Body() change: ConnectionChange,
    @ClientGone() gone: AbortSignal,
  ): Promise<Connection> {
    return this.connections.change(actor, id, change, gone);
  }

  @Implements(connectionRoutes.options)
  options(
    @CurrentActor() actor: Actor,
    @Params() { id, name }: ParamsOf<typeof connectionRoutes.options>,
    @ClientGone() gone: AbortSignal,
  ): Promise<readonly ConnectionOption[]> {
    return this.connections.options(actor, id, name, gone);
  }

  @Implements(connectionRoutes.remove)
  remove(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<void> {
    return this.connections.remove(actor, id);
  }
}
