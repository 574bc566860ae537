import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConnectionsModule } from '../connections/connections.module.js';
import { FoldersModule } from '../folders/folders.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { PluginHostModule } from '../plugin-host/plugin-host.module.js';
import { QueriesController } from './queries.controller.js';
import { QueriesService } from './queries.service.js';
import { SlowQueriesController } from './slow/slow-queries.controller.js';
import { QueryJournal } from './slow/query-journal.service.js';
import { SlowQueryEntity } from './slow/slow-query.entity.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([SlowQueryEntity]),
    FoldersModule,
    MetricsModule,
    PluginHostModule,
    ConnectionsModule,
  ],
  controllers: [QueriesController, SlowQueriesController],
  providers: [QueriesService, QueryJournal],
  exports: [QueriesService],
})
export class QueriesModule {}
