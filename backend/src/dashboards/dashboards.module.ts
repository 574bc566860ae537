import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConnectionsModule } from '../connections/connections.module.js';
import { FoldersModule } from '../folders/folders.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { QueriesModule } from '../queries/queries.module.js';
import { VariablesModule } from '../variables/variables.module.js';
import { ConnectionUses } from './connection-uses.service.js';
import { DashboardContents } from './dashboard-contents.service.js';
import { DashboardFinder } from './dashboard-finder.service.js';
import { DashboardRights } from './dashboard-rights.service.js';
import { DashboardSaves } from './dashboard-saves.service.js';
import { DashboardEntity } from './dashboard.entity.js';
import { DashboardsController } from './dashboards.controller.js';
import { DashboardsGateway } from './dashboards.gateway.js';
import { DashboardsService } from './dashboards.service.js';
import { LookingPages } from './live/looking-pages.service.js';
import { PanelRooms } from './live/panel-rooms.service.js';
import { MetricUsesController } from './metric-uses.controller.js';
import { MetricUses } from './metric-uses.service.js';
import { RevisionEntity } from './revisions/revision.entity.js';
import { RevisionLog } from './revisions/revision-log.service.js';
import { RevisionsController } from './revisions/revisions.controller.js';
import { RevisionsService } from './revisions/revisions.service.js';
import { SearchModule } from '../search/search.module.js';
import { PanelAnswersService } from './panel-answers.service.js';
import { PurgeTrashJob } from './trash/purge-trash.job.js';
import { TrashController } from './trash/trash.controller.js';
import { TrashService } from './trash/trash.service.js';
import { WatchScopes } from './watch-scopes.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([DashboardEntity, RevisionEntity]),
    ConnectionsModule,
    FoldersModule,
    IdentityModule,
    NotificationsModule,
    QueriesModule,
    SearchModule,
    VariablesModule,
  ],
  controllers: [DashboardsController, MetricUsesController, RevisionsController, TrashController],
  providers: [
    DashboardsService,
    DashboardSaves,
    DashboardRights,
    PanelAnswersService,
    DashboardsGateway,
    LookingPages,
    PanelRooms,
    WatchScopes,
    ConnectionUses,
    MetricUses,
    DashboardContents,
    DashboardFinder,
    RevisionLog,
    RevisionsService,
    TrashService,
    PurgeTrashJob,
  ],
  exports: [DashboardsService],
})
export class DashboardsModule {}
