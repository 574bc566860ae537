import { Controller } from '@nestjs/common';
import { libraryRoutes, type DashboardMove, type DashboardPlace, type Library } from '@quarterdeck/sdk/api/library';
import type { Actor } from '../platform/actor.js';
import { Body, CurrentActor, Implements, Params } from '../platform/http/implements.js';
import { DashboardMoves } from './dashboard-moves.service.js';
import { LibraryService } from './library.service.js';

interface ById {
  id: string;
}

@Controller()
export class LibraryController {
  constructor(
    private readonly library: LibraryService,
    private readonly moves: DashboardMoves,
  ) {}

  @Implements(libraryRoutes.read)
  read(@CurrentActor() actor: Actor): Promise<Library> {
    return this.library.read(actor);
  }

  @Implements(libraryRoutes.visit)
  visit(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<DashboardPlace> {
    return this.library.visit(actor, id);
  }

  @Implements(libraryRoutes.star)
  star(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<void> {
    return this.library.star(actor, id);
  }

  @Implements(libraryRoutes.unstar)
  unstar(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<void> {
    return this.library.unstar(actor, id);
  }

  @Implements(libraryRoutes.move)
  move(@CurrentActor() actor: Actor, @Body() move: DashboardMove): Promise<void> {
    return this.moves.move(actor, move);
  }
}
