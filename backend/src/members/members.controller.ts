import { Controller } from '@nestjs/common';
import { memberRoutes, type Member, type RoleChoice } from '@quarterdeck/sdk/api/members';
import type { ParamsOf } from '@quarterdeck/sdk/api/route';
import type { Actor } from '../platform/actor.js';
import { Body, CurrentActor, Implements, Params } from '../platform/http/implements.js';
import { MembersService } from './members.service.js';

type ById = ParamsOf<typeof memberRoutes.remove>;

@Controller()
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Implements(memberRoutes.list)
  list(@CurrentActor() actor: Actor): Promise<Member[]> {
    return this.members.list(actor);
  }

  @Implements(memberRoutes.changeRole)
  changeRole(@CurrentActor() actor: Actor, @Params() { id }: ById, @Body() { role }: RoleChoice): Promise<Member> {
    return this.members.changeRole(actor, id, role);
  }

  @Implements(memberRoutes.remove)
  remove(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<void> {
    return this.members.remove(actor, id);
  }
}
