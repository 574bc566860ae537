import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity/identity.module.js';
import { InvitationMail } from './invitation-mail.service.js';
import { InvitationEntity } from './invitation.entity.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './invitations.service.js';
import { JoiningService } from './joining.service.js';
import { MemberRemovalEntity } from './member-removal.entity.js';
import { MembersController } from './members.controller.js';
import { MembersService } from './members.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([InvitationEntity, MemberRemovalEntity]), IdentityModule],
  controllers: [MembersController, InvitationsController],
  providers: [MembersService, InvitationsService, InvitationMail, JoiningService],
  exports: [MembersService],
})
export class MembersModule {}
