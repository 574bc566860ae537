import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DashboardsModule } from '../dashboards/dashboards.module.js';
import { FoldersModule } from '../folders/folders.module.js';
import { DashboardMoves } from './dashboard-moves.service.js';
import { FavouriteEntity } from './favourite.entity.js';
import { LibraryController } from './library.controller.js';
import { LibraryService } from './library.service.js';
import { VisitEntity } from './visit.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([FavouriteEntity, VisitEntity]), DashboardsModule, FoldersModule],
  controllers: [LibraryController],
  providers: [LibraryService, DashboardMoves],
})
export class LibraryModule {}
