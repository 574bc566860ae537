import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActorResolvers } from '../platform/http/actor-resolvers.js';
import { AccountsService } from './accounts.service.js';
import { ApiKeyEntity } from './api-keys/api-key.entity.js';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { FirstVisitService } from './setup/first-visit.service.js';
import { IdentityController } from './identity.controller.js';
import { IdentityService } from './identity.service.js';
import { MembershipEntity } from './membership.entity.js';
import { OwnersService } from './setup/owners.service.js';
import { OwnSessionsService } from './sessions/own-sessions.service.js';
import { PasswordResetEntity } from './password-resets/password-reset.entity.js';
import { PasswordResetsController } from './password-resets/password-resets.controller.js';
import { PasswordResetsService } from './password-resets/password-resets.service.js';
import { ProfileController } from './profile/profile.controller.js';
import { ProfileService } from './profile/profile.service.js';
import { SendResetJob } from './password-resets/send-reset.job.js';
import { SessionEntity } from './sessions/session.entity.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SignInService } from './sessions/sign-in.service.js';
import { ThrottleService } from './sessions/throttle.service.js';
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
