import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/connections.module.js';
import { PluginHostModule } from '../plugin-host/plugin-host.module.js';
import { RecordsModule } from '../records/records.module.js';
import { DueRuns } from './due-runs.service.js';
import { RunSyncsJob } from './run-syncs.job.js';
import { SyncAnswers } from './sync-answers.service.js';
import { SyncLocks } from './sync-locks.service.js';
import { SyncProgress } from './sync-progress.service.js';
import { SyncRequests } from './sync-requests.service.js';
import { SyncRuns } from './sync-runs.service.js';
import { SyncSwitches } from './sync-switches.service.js';
import { SyncsController } from './syncs.controller.js';
import { SyncsService } from './syncs.service.js';

@Module({
  imports: [ConnectionsModule, PluginHostModule, RecordsModule],
  controllers: [SyncsController],
  providers: [
    ...[SyncsService, SyncSwitches, SyncRequests, SyncAnswers],
    ...[RunSyncsJob, DueRuns, SyncLocks, SyncProgress, SyncRuns],
  ],
})
export class SyncsModule {}
