import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { AppModule } from './app.module.js';
import { compressed } from './platform/http/compressed.js';
import { FRONT_END_FOLDER, frontEnd } from './platform/http/front-end.js';
import { Measurements } from './platform/http/measurements.js';
import { Readiness, sendAway } from './platform/http/readiness.js';
import { requestLog } from './platform/http/request-log.js';
import { securityHeaders } from './platform/http/security-headers.js';
import { Jobs } from './platform/jobs.js';
import { NestLogger } from './platform/logging.js';
import { withOrigin } from './platform/origin.js';
import type { PlatformParts } from './platform/platform.module.js';

/** The whole application on a database that has been migrated: for main, for the command line and for tests. */
export async function createApplication(parts: PlatformParts): Promise<NestExpressApplication> {
  const { config, logger } = parts;
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(parts), {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy ? 1 : false);
  app.set('etag', false);
  app.use(requestLog(logger, app.get(Measurements)));
  app.use(sendAway(app.get(Readiness)));
  app.use(({ ip }: Request, _: Response, next: NextFunction) => {
    withOrigin({ address: ip ?? '' }, next);
  });
  app.use(securityHeaders(config.publicUrl?.startsWith('https:') ?? false));
  app.use(frontEnd(FRONT_END_FOLDER));
  app.use(compressed());
  // Bodies are limited where they are read: JSON in read-json, files where they stall.
  app.getHttpServer().requestTimeout = 0;
  await app.init();
  await app.get(Jobs).run();
  return app;
}
