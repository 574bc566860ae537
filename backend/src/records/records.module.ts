import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DerivedMetricEntity } from './derived-metric.entity.js';
import { RecordStore } from './record-store.service.js';
import { RecordsService } from './records.service.js';
import { StreamEntity } from './stream.entity.js';
import { Streams } from './streams.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([DerivedMetricEntity, StreamEntity])],
  providers: [RecordsService, RecordStore, Streams],
  exports: [RecordsService],
})
export class RecordsModule {}
