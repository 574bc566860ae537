import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MetricsModule } from '../metrics/metrics.module.js';
import { ImportEntity } from './import.entity.js';
import { ImportLog } from './import-log.service.js';
import { ImportRun } from './import-run.service.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([ImportEntity]), MetricsModule],
  controllers: [ImportsController],
  providers: [ImportsService, ImportRun, ImportLog],
})
export class ImportsModule {}
