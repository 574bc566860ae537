import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AnnotationsModule } from '../annotations/annotations.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { DashboardsModule } from '../dashboards/dashboards.module.js';
import { PluginHostModule } from '../plugin-host/plugin-host.module.js';
import { PrintRuns } from './print-runs.service.js';
import { PrintJob } from './print.job.js';
import { PrintingService } from './printing.service.js';
import { ReportEntity } from './report.entity.js';
import { ReportsController } from './reports.controller.js';
import { ReportsService } from './reports.service.js';
import { SnapshotEntity } from './snapshot.entity.js';
import { SnapshotsService } from './snapshots.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([ReportEntity, SnapshotEntity]),
    AnnotationsModule,
    ConnectionsModule,
    DashboardsModule,
    PluginHostModule,
  ],
  controllers: [ReportsController],
  providers: [ReportsService, SnapshotsService, PrintRuns, PrintingService, PrintJob],
})
export class ReportsModule {}
