import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { QueriesModule } from '../queries/queries.module.js';
import { DashboardEntity } from './dashboard.entity.js';
import { DashboardsController } from './dashboards.controller.js';
import { DashboardsGateway } from './dashboards.gateway.js';
import { DashboardsService } from './dashboards.service.js';
import { WatchScopes } from './watch-scopes.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([DashboardEntity]), QueriesModule],
  controllers: [DashboardsController],
  providers: [DashboardsService, DashboardsGateway, WatchScopes],
  exports: [DashboardsService],
})
export class DashboardsModule {}
