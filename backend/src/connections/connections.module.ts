import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PluginHostModule } from '../plugin-host/plugin-host.module.js';
import { ConnectionRows } from './connection-rows.service.js';
import { ConnectionEntity } from './connection.entity.js';
import { ConnectionsController } from './connections.controller.js';
import { ConnectionsService } from './connections.service.js';
import { SettingsTrial } from './settings-trial.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([ConnectionEntity]), PluginHostModule],
  controllers: [ConnectionsController],
  providers: [ConnectionsService, ConnectionRows, SettingsTrial],
  exports: [ConnectionsService],
})
export class ConnectionsModule {}
