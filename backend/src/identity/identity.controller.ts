import { Controller, UseInterceptors } from '@nestjs/common';
import {
  identityRoutes,
  type ApiKey,
  type CreatedApiKey,
  type Credentials,
  type NewApiKey,
  type Setup,
} from '@quarterdeck/sdk/api/identity';
import type { ParamsOf } from '@quarterdeck/sdk/api/route';
import type { Actor } from '../platform/actor.js';
import { Body, CurrentActor, Implements, Params } from '../platform/http/implements.js';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { IdentityService } from './identity.service.js';
import { SessionCookieInterceptor } from '../platform/http/session-cookie.interceptor.js';
import { CurrentVisitor } from '../platform/http/visitor.decorator.js';
import type { Admission, Visitor } from '../platform/visitor.js';

@Controller()
export class IdentityController {
  constructor(
    private readonly identity: IdentityService,
    private readonly apiKeys: ApiKeysService,
  ) {}

  @Implements(identityRoutes.session)
  @UseInterceptors(SessionCookieInterceptor)
  session(@CurrentVisitor() visitor: Visitor): Promise<Admission> {
    return this.identity.session(visitor);
  }

  @Implements(identityRoutes.setup)
  @UseInterceptors(SessionCookieInterceptor)
  setup(@Body() setup: Setup, @CurrentVisitor() visitor: Visitor): Promise<Admission> {
    return this.identity.setup(setup, visitor);
  }

  @Implements(identityRoutes.signIn)
  @UseInterceptors(SessionCookieInterceptor)
  signIn(@Body() credentials: Credentials, @CurrentVisitor() visitor: Visitor): Promise<Admission> {
    return this.identity.signIn(credentials, visitor);
  }

  @Implements(identityRoutes.signOut)
  @UseInterceptors(SessionCookieInterceptor)
  signOut(@CurrentVisitor() visitor: Visitor): Promise<Admission> {
    return this.identity.signOut(visitor);
  }

  @Implements(identityRoutes.listApiKeys)
  listApiKeys(@CurrentActor() actor: Actor): Promise<ApiKey[]> {
    return this.apiKeys.list(actor);
  }

  @Implements(identityRoutes.createApiKey)
  createApiKey(@CurrentActor() actor: Actor, @Body() key: NewApiKey): Promise<CreatedApiKey> {
    return this.apiKeys.create(actor, key);
  }

  @Implements(identityRoutes.removeApiKey)
  removeApiKey(
    @CurrentActor() actor: Actor,
    @Params() { id }: ParamsOf<typeof identityRoutes.removeApiKey>,
  ): Promise<void> {
    return this.apiKeys.remove(actor, id);
  }
}
