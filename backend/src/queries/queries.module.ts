import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/connections.module.js';
import { FoldersModule } from '../folders/folders.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { PluginHostModule } from '../plugin-host/plugin-host.module.js';
import { QueriesController } from './queries.controller.js';
import { QueriesService } from './queries.service.js';

@Module({
  imports: [FoldersModule, MetricsModule, PluginHostModule, ConnectionsModule],
  controllers: [QueriesController],
  providers: [QueriesService],
  exports: [QueriesService],
})
export class QueriesModule {}
