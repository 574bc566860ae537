import { Module } from '@nestjs/common';
import { Config } from '../platform/config.js';
import { Egress } from '../platform/egress.js';
import { PluginHostController } from './plugin-host.controller.js';
import { PluginHostService } from './plugin-host.service.js';

@Module({
  controllers: [PluginHostController],
  providers: [
    PluginHostService,
    { provide: Egress, useFactory: ({ egressAllow }: Config) => new Egress(egressAllow), inject: [Config] },
  ],
  exports: [PluginHostService],
})
export class PluginHostModule {}
