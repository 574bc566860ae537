import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DashboardsModule } from '../dashboards/dashboards.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { SearchModule } from '../search/search.module.js';
import { AnnotationEditEntity } from './annotation-edit.entity.js';
import { AnnotationFinder } from './annotation-finder.service.js';
import { AnnotationEntity } from './annotation.entity.js';
import { AnnotationsController } from './annotations.controller.js';
import { AnnotationsService } from './annotations.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([AnnotationEntity, AnnotationEditEntity]),
    DashboardsModule,
    IdentityModule,
    SearchModule,
  ],
  controllers: [AnnotationsController],
  providers: [AnnotationsService, AnnotationFinder],
  exports: [AnnotationsService],
})
export class AnnotationsModule {}
