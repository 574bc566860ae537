import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SearchModule } from '../search/search.module.js';
import { FolderFinder } from './folder-finder.service.js';
import { FolderGrantEntity } from './folder-grant.entity.js';
import { FolderGrantsService } from './folder-grants.service.js';
import { FolderRights } from './folder-rights.service.js';
import { FolderEntity } from './folder.entity.js';
import { FoldersController } from './folders.controller.js';
import { FoldersService } from './folders.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([FolderEntity, FolderGrantEntity]), SearchModule],
  controllers: [FoldersController],
  providers: [FoldersService, FolderGrantsService, FolderRights, FolderFinder],
  exports: [FoldersService],
})
export class FoldersModule {}
