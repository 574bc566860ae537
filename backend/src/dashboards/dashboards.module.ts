import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConnectionsModule } from '../connections/connections.module.js';
import { QueriesModule } from '../queries/queries.module.js';
import { ConnectionUses } from './connection-uses.service.js';
import { DashboardEntity } from './dashboard.entity.js';
import { DashboardsController } from './dashboards.controller.js';
import { DashboardsGateway } from './dashboards.gateway.js';
import { DashboardsService } from './dashboards.service.js';
import { WatchScopes } from './watch-scopes.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([DashboardEntity]), ConnectionsModule, QueriesModule],
  controllers: [DashboardsController],
  providers: [DashboardsService, DashboardsGateway, WatchScopes, ConnectionUses],
  exports: [DashboardsService],
})
export class DashboardsModule {}
