import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActorResolvers } from '../platform/http/actor-resolvers.js';
import { AccountsService } from './accounts.service.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { ApiKeysService } from './api-keys.service.js';
import { FirstVisitService } from './first-visit.service.js';
import { IdentityController } from './identity.controller.js';
import { IdentityService } from './identity.service.js';
import { MembershipEntity } from './membership.entity.js';
import { OwnersService } from './owners.service.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { PasswordResetEntity } from './password-reset.entity.js';
import { PasswordResetsController } from './password-resets.controller.js';
import { PasswordResetsService } from './password-resets.service.js';
import { ProfileController } from './profile.controller.js';
import { ProfileService } from './profile.service.js';
import { SendResetJob } from './send-reset.job.js';
import { SessionEntity } from './session.entity.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { ThrottleService } from './throttle.service.js';
import { UserEntity } from './user.entity.js';
import { WorkspaceEntity } from './workspace.entity.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      ApiKeyEntity,
      MembershipEntity,
      PasswordResetEntity,
      SessionEntity,
      UserEntity,
      WorkspaceEntity,
    ]),
  ],
  controllers: [IdentityController, ProfileController, PasswordResetsController],
  providers: [
    IdentityService,
    AccountsService,
    ProfileService,
    PasswordResetsService,
    SendResetJob,
    OwnSessionsService,
    FirstVisitService,
    OwnersService,
    SignInService,
    SessionsService,
    ApiKeysService,
    ThrottleService,
  ],
  exports: [IdentityService],
})
export class IdentityModule {
  constructor(resolvers: ActorResolvers, sessions: SessionsService, apiKeys: ApiKeysService) {
    resolvers.register('qd_session_', (token) => sessions.resolve(token));
    resolvers.register('qd_key_', (token) => apiKeys.resolve(token));
  }
}
