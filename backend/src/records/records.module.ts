import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { WorkspacesModule } from '../workspaces/workspaces.module.js';
import { ClearStreamJob } from './clear-stream.job.js';
import { DerivedMetricEntity } from './derived-metric.entity.js';
import { RecordStore } from './record-store.service.js';
import { RecordsController } from './records.controller.js';
import { RecordsNews } from './records-news.service.js';
import { RecordsService } from './records.service.js';
import { RemovedStreams } from './removed-streams.service.js';
import { StreamEntity } from './stream.entity.js';
import { Streams } from './streams.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([DerivedMetricEntity, StreamEntity]), WorkspacesModule],
  controllers: [RecordsController],
  providers: [RecordsService, RecordStore, RecordsNews, RemovedStreams, ClearStreamJob, Streams],
  exports: [RecordsService],
})
export class RecordsModule {}
