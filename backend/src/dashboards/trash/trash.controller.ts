import { Controller } from '@nestjs/common';
import type { Dashboard } from '@quarterdeck/sdk/api/dashboards';
import { trashRoutes, type TrashedDashboard } from '@quarterdeck/sdk/api/trash';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor, Implements, Params } from '../../platform/http/implements.js';
import { TrashService } from './trash.service.js';

interface ById {
  id: string;
}

@Controller()
export class TrashController {
  constructor(private readonly trash: TrashService) {}

  @Implements(trashRoutes.list)
  list(@CurrentActor() actor: Actor): Promise<TrashedDashboard[]> {
    return this.trash.list(actor);
  }

  @Implements(trashRoutes.restore)
  restore(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<Dashboard> {
    return this.trash.restore(actor, id);
  }

  @Implements(trashRoutes.remove)
  remove(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<void> {
    return this.trash.remove(actor, id);
  }
}
