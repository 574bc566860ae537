import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity/identity.module.js';
import { MembersModule } from '../members/members.module.js';
import { FinishRemovalJob } from './finish-removal.job.js';
import { RemovalEntity } from './removal.entity.js';
import { RemovalParts } from './removal-parts.service.js';
import { RemovalsService } from './removals.service.js';
import { WhereaboutsService } from './whereabouts.service.js';
import { WorkspacesController } from './workspaces.controller.js';
import { WorkspacesService } from './workspaces.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([RemovalEntity]), IdentityModule, MembersModule],
  controllers: [WorkspacesController],
  providers: [WorkspacesService, RemovalsService, RemovalParts, WhereaboutsService, FinishRemovalJob],
  exports: [WorkspacesService],
})
export class WorkspacesModule {}
