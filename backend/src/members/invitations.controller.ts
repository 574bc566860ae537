import { Controller, UseInterceptors } from '@nestjs/common';
import type { Session } from '@quarterdeck/sdk/api/identity';
import {
  invitationRoutes,
  type CreatedInvitation,
  type InvitationFilter,
  type InvitationPage,
  type InvitationToken,
  type InvitationView,
  type JoinCredentials,
  type NewAccount,
  type NewInvitation,
} from '@quarterdeck/sdk/api/invitations';
import type { ParamsOf } from '@quarterdeck/sdk/api/route';
import type { Actor } from '../platform/actor.js';
import { Body, CurrentActor, Implements, Params, QueryParams } from '../platform/http/implements.js';
import { SessionCookieInterceptor } from '../platform/http/session-cookie.interceptor.js';
import { CurrentVisitor } from '../platform/http/visitor.decorator.js';
import type { Admission, Visitor } from '../platform/visitor.js';
import { InvitationsService } from './invitations.service.js';
import { JoiningService } from './joining.service.js';

@Controller()
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly joining: JoiningService,
  ) {}

  @Implements(invitationRoutes.list)
  list(@CurrentActor() actor: Actor, @QueryParams() filter: InvitationFilter): Promise<InvitationPage> {
    return this.invitations.list(actor, filter);
  }

  @Implements(invitationRoutes.create)
  create(@CurrentActor() actor: Actor, @Body() invitation: NewInvitation): Promise<CreatedInvitation> {
    return this.invitations.create(actor, invitation);
  }

  @Implements(invitationRoutes.revoke)
  revoke(@CurrentActor() actor: Actor, @Params() { id }: ParamsOf<typeof invitationRoutes.revoke>): Promise<void> {
    return this.invitations.revoke(actor, id);
  }

  @Implements(invitationRoutes.view)
  view(@Body() { token }: InvitationToken, @CurrentVisitor() visitor: Visitor): Promise<InvitationView> {
    return this.joining.view(token, visitor);
  }

  @Implements(invitationRoutes.join)
  join(@Body() { token }: InvitationToken, @CurrentVisitor() visitor: Visitor): Promise<Session> {
    return this.joining.join(token, visitor);
  }

  @Implements(invitationRoutes.signInAndJoin)
  @UseInterceptors(SessionCookieInterceptor)
  signInAndJoin(@Body() credentials: JoinCredentials, @CurrentVisitor() visitor: Visitor): Promise<Admission> {
    return this.joining.signInAndJoin(credentials, visitor);
  }

  @Implements(invitationRoutes.signUpAndJoin)
  @UseInterceptors(SessionCookieInterceptor)
  signUpAndJoin(@Body() account: NewAccount, @CurrentVisitor() visitor: Visitor): Promise<Admission> {
    return this.joining.signUpAndJoin(account, visitor);
  }
}
