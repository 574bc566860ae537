import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { WorkspacesModule } from '../workspaces/workspaces.module.js';
import { ClearStreamJob } from './clear-stream.job.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { DerivedBuckets } from './derived-buckets.service.js';
import { DerivedMetrics } from './derived-metrics.service.js';
import { DerivedMetricsController } from './derived-metrics.controller.js';
import { DerivedUpkeep } from './derived-upkeep.service.js';
import { DerivedMetricEntity } from './derived-metric.entity.js';
import { QueriesModule } from '../queries/queries.module.js';
import { RecordAnswers } from './record-answers.service.js';
import { RecordReader } from './record-reader.service.js';
import { RecordSource } from './record-source.service.js';
import { RecordStore } from './record-store.service.js';
import { RecordsController } from './records.controller.js';
import { RecordsNews } from './records-news.service.js';
import { RecordsService } from './records.service.js';
import { RemovedStreams } from './removed-streams.service.js';
import { StreamEntity } from './stream.entity.js';
import { Streams } from './streams.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([DerivedMetricEntity, StreamEntity]),
    MetricsModule,
    QueriesModule,
    WorkspacesModule,
  ],
  controllers: [RecordsController, DerivedMetricsController],
  providers: [
    RecordsService,
    RecordStore,
    RecordAnswers,
    RecordReader,
    RecordSource,
    RecordsNews,
    RemovedStreams,
    ClearStreamJob,
    Streams,
    DerivedMetrics,
    DerivedBuckets,
    DerivedUpkeep,
  ],
  exports: [RecordsService],
})
export class RecordsModule {}
