import { Controller } from '@nestjs/common';
import type { Session } from '@quarterdeck/sdk/api/identity';
import { profileRoutes, type OpenSession, type PasswordChange, type ProfilePatch } from '@quarterdeck/sdk/api/profile';
import type { ParamsOf } from '@quarterdeck/sdk/api/route';
import type { Actor } from '../../platform/actor.js';
import { Body, CurrentActor, Implements, Params } from '../../platform/http/implements.js';
import { CurrentVisitor } from '../../platform/http/visitor.decorator.js';
import type { Visitor } from '../../platform/visitor.js';
import { OwnSessionsService } from '../sessions/own-sessions.service.js';
import { ProfileService } from './profile.service.js';

@Controller()
export class ProfileController {
  constructor(
    private readonly profile: ProfileService,
    private readonly own: OwnSessionsService,
  ) {}

  @Implements(profileRoutes.rename)
  rename(@CurrentActor() actor: Actor, @Body() patch: ProfilePatch): Promise<Session> {
    return this.profile.rename(actor, patch);
  }

  @Implements(profileRoutes.changePassword)
  changePassword(
    @CurrentActor() actor: Actor,
    @Body() change: PasswordChange,
    @CurrentVisitor() visitor: Visitor,
  ): Promise<void> {
    return this.profile.changePassword(actor, change, visitor);
  }

  @Implements(profileRoutes.sessions)
  sessions(@CurrentActor() actor: Actor, @CurrentVisitor() { token }: Visitor): Promise<OpenSession[]> {
    return this.own.list(actor, token);
  }

  @Implements(profileRoutes.endSession)
  endSession(@CurrentActor() actor: Actor, @Params() { id }: ParamsOf<typeof profileRoutes.endSession>): Promise<void> {
    return this.own.end(actor, id);
  }

  @Implements(profileRoutes.endOtherSessions)
  endOtherSessions(@CurrentActor() actor: Actor, @CurrentVisitor() { token }: Visitor): Promise<void> {
    return this.own.endOthers(actor, token);
  }
}
