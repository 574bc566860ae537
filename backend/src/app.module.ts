import { Module, type DynamicModule } from '@nestjs/common';
import { AnnotationsModule } from './annotations/annotations.module.js';
import { AuditModule } from './audit/audit.module.js';
import { ConnectionsModule } from './connections/connections.module.js';
import { DashboardsModule } from './dashboards/dashboards.module.js';
import { DemoModule } from './demo/demo.module.js';
import { DiscussionsModule } from './discussions/discussions.module.js';
import { FoldersModule } from './folders/folders.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { ImportsModule } from './imports/imports.module.js';
import { LibraryModule } from './library/library.module.js';
import { MembersModule } from './members/members.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { PlatformModule, type PlatformParts } from './platform/platform.module.js';
import { PluginHostModule } from './plugin-host/plugin-host.module.js';
import { QueriesModule } from './queries/queries.module.js';
import { RecordsModule } from './records/records.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { SearchModule } from './search/search.module.js';
import { SharingModule } from './sharing/sharing.module.js';
import { SyncsModule } from './syncs/syncs.module.js';
import { WorkspacesModule } from './workspaces/workspaces.module.js';
import { VariablesModule } from './variables/variables.module.js';

/** The product on one page: the features in the order in which they may know each other. */
@Module({})
export class AppModule {
  static of(parts: PlatformParts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.of(parts),
        IdentityModule,
        MembersModule,
        WorkspacesModule,
        NotificationsModule,
        SearchModule,
        FoldersModule,
        PluginHostModule,
        MetricsModule,
        ImportsModule,
        ConnectionsModule,
        QueriesModule,
        RecordsModule,
        SyncsModule,
        VariablesModule,
        DashboardsModule,
        LibraryModule,
        AnnotationsModule,
        DiscussionsModule,
        SharingModule,
        ReportsModule,
        AuditModule,
        DemoModule,
      ],
    };
  }
}
