import { Controller, Get, Param, Res } from '@nestjs/common';
import { pluginRoutes, type Plugin } from '@quarterdeck/sdk/api/plugins';
import type { Response } from 'express';
import { notFound } from '../platform/errors.js';
import { contentType } from '../platform/http/front-end.js';
import { Implements } from '../platform/http/implements.js';
import { PluginHostService } from './plugin-host.service.js';

@Controller()
export class PluginHostController {
  constructor(private readonly plugins: PluginHostService) {}

  @Implements(pluginRoutes.list)
  list(): Plugin[] {
    return this.plugins.list();
  }

  /** What browsers load of a plugin. The address names the exact version, so its content never changes. */
  @Get('plugins/:id/:version/:file')
  file(
    @Param('id') id: string,
    @Param('version') version: string,
    @Param('file') path: string,
    @Res() response: Response,
  ): void {
    const bytes = this.plugins.require(id, version).files.get(path);
    if (!bytes) throw notFound('plugin file', path);
    response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    response.setHeader('content-type', contentType(path));
    response.setHeader('x-content-type-options', 'nosniff');
    response.send(Buffer.from(bytes));
  }
}
