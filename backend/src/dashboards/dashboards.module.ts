import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConnectionsModule } from '../connections/connections.module.js';
import { FoldersModule } from '../folders/folders.module.js';
import { QueriesModule } from '../queries/queries.module.js';
import { VariablesModule } from '../variables/variables.module.js';
import { ConnectionUses } from './connection-uses.service.js';
import { DashboardContents } from './dashboard-contents.service.js';
import { DashboardFinder } from './dashboard-finder.service.js';
import { DashboardEntity } from './dashboard.entity.js';
import { DashboardsController } from './dashboards.controller.js';
import { DashboardsGateway } from './dashboards.gateway.js';
import { DashboardsService } from './dashboards.service.js';
import { SearchModule } from '../search/search.module.js';
import { PanelAnswersService } from './panel-answers.service.js';
import { WatchScopes } from './watch-scopes.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([DashboardEntity]),
    ConnectionsModule,
    FoldersModule,
    QueriesModule,
    SearchModule,
    VariablesModule,
  ],
  controllers: [DashboardsController],
  providers: [
    DashboardsService,
    PanelAnswersService,
    DashboardsGateway,
    WatchScopes,
    ConnectionUses,
    DashboardContents,
    DashboardFinder,
  ],
  exports: [DashboardsService],
})
export class DashboardsModule {}
