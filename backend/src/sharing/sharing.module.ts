import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnnotationsModule } from '../annotations/annotations.module.js';
import { DashboardsModule } from '../dashboards/dashboards.module.js';
import { PluginHostModule } from '../plugin-host/plugin-host.module.js';
import { ActorResolvers } from '../platform/http/actor-resolvers.js';
import { ShareLinkEntity } from './share-link.entity.js';
import { ShareTokensService } from './share-tokens.service.js';
import { SharedViewService } from './shared-view.service.js';
import { SharingController } from './sharing.controller.js';
import { SharingService } from './sharing.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([ShareLinkEntity]), DashboardsModule, AnnotationsModule, PluginHostModule],
  controllers: [SharingController],
  providers: [SharingService, SharedViewService, ShareTokensService],
  exports: [SharingService],
})
export class SharingModule {
  constructor(resolvers: ActorResolvers, tokens: ShareTokensService) {
    resolvers.register('qd_share_', (token) => tokens.resolve(token));
  }
}
