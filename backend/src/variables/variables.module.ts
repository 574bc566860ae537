import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/connections.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { QueriesModule } from '../queries/queries.module.js';
import { OffersService } from './offers.service.js';
import { VariablesController } from './variables.controller.js';
import { VariablesService } from './variables.service.js';

@Module({
  imports: [MetricsModule, ConnectionsModule, QueriesModule],
  controllers: [VariablesController],
  providers: [OffersService, VariablesService],
  exports: [VariablesService],
})
export class VariablesModule {}
