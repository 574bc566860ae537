import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PluginHostModule } from '../plugin-host/plugin-host.module.js';
import { ConnectionRows } from './connection-rows.service.js';
import { ConnectionEntity } from './connection.entity.js';
import { ConnectionsController } from './connections.controller.js';
import { ConnectionsService } from './connections.service.js';
import { SettingsTrial } from './settings-trial.service.js';
import { SearchModule } from '../search/search.module.js';
import { ConnectionFinder } from './connection-finder.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([ConnectionEntity]), PluginHostModule, SearchModule],
  controllers: [ConnectionsController],
  providers: [ConnectionsService, ConnectionRows, SettingsTrial, ConnectionFinder],
  exports: [ConnectionsService],
})
export class ConnectionsModule {}
