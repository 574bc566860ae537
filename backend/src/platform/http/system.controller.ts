import { Controller, Get, Header, Headers, Ip, ServiceUnavailableException } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { routes } from '@quarterdeck/sdk/api/routes';
import { Config } from '../config.js';
import { Database } from '../database/database.js';
import { forbidden } from '../errors.js';
import { sameText } from '../tokens.js';
import { VERSION } from '../version.js';
import { Measurements } from './measurements.js';
import { openApiDocument } from './openapi.js';
import { Readiness } from './readiness.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** What operators and machines ask: is it alive, is it ready, how is it doing, what can it do. */
@Controller()
export class SystemController {
  private readonly description = openApiDocument(routes, VERSION);

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly measurements: Measurements,
    private readonly readiness: Readiness,
  ) {}

  @Get('healthz')
  health(): { status: string } {
    return { status: 'ok' };
  }

  @Get('readyz')
  async ready(): Promise<{ status: string }> {
    if (this.readiness.isLeaving) throw new ServiceUnavailableException('This process is stopping.');
    try {
      await this.database.asSystem(() => this.database.sql('select 1'));
      return { status: 'ok' };
    } catch (cause) {
      throw new ServiceUnavailableException('The database does not answer.', { cause });
    }
  }

  /** For Prometheus: from this machine, or with QD_METRICS_TOKEN as bearer token. */
  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(@Ip() address: string, @Headers() headers: IncomingHttpHeaders): Promise<string> {
    const { authorization = '' } = headers;
    const { metricsToken, trustProxy } = this.config;
    const known = metricsToken !== undefined && sameText(authorization, `Bearer ${metricsToken}`);
    // A proxy beside us that nobody told us of makes the whole world look local, but for what it adds.
    const isPassedOn = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
    const local = metricsToken === undefined && !trustProxy && !isPassedOn && LOOPBACK.has(address);
    if (!known && !local) {
      throw forbidden('metrics.denied', 'Metrics are read from this machine only, or with QD_METRICS_TOKEN.');
    }
    return this.measurements.registry.metrics();
  }

  @Get('api/openapi.json')
  openApi(): object {
    return this.description;
  }
}
