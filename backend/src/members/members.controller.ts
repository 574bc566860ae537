import { Controller } from '@nestjs/common';
import { memberRoutes, type Member } from '@quarterdeck/sdk/api/members';
import type { Actor } from '../platform/actor.js';
import { CurrentActor, Implements } from '../platform/http/implements.js';
import { MembersService } from './members.service.js';

@Controller()
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Implements(memberRoutes.list)
  list(@CurrentActor() actor: Actor): Promise<Member[]> {
    return this.members.list(actor);
  }
}
