import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import type { Logger } from 'pino';
import { BrowserService } from './browser/browser.service.js';
import { Clock } from './clock.js';
import { Config } from './config.js';
import { DatabaseModule } from './database/database.module.js';
import { ReadReplica } from './database/read-replica.js';
import { Events } from './events.js';
import { ActorGuard } from './http/actor.guard.js';
import { ActorResolvers } from './http/actor-resolvers.js';
import { Measurements } from './http/measurements.js';
import { ProblemFilter } from './http/problem.filter.js';
import { Readiness } from './http/readiness.js';
import { SystemController } from './http/system.controller.js';
import { Jobs } from './jobs.js';
import { LOGGER } from './logger-token.js';
import { Mail } from './mail.js';
import { Broadcast } from './realtime/broadcast.js';
import { Secrets } from './secrets.js';

export interface PlatformParts {
  readonly config: Config;
  readonly logger: Logger;
  readonly databaseUrl: string;
}

/** Everything without business words, for every feature. */
@Global()
@Module({})
export class PlatformModule {
  static of({ config, logger, databaseUrl }: PlatformParts): DynamicModule {
    const shared = [
      { provide: Config, useValue: config },
      { provide: LOGGER, useValue: logger },
      BrowserService,
      Clock,
      Events,
      Jobs,
      Mail,
      Secrets,
      Broadcast,
      ActorResolvers,
      Measurements,
      Readiness,
      ReadReplica,
    ];
    return {
      module: PlatformModule,
      imports: [DatabaseModule.of(databaseUrl)],
      controllers: [SystemController],
      providers: [
        ...shared,
        { provide: APP_GUARD, useClass: ActorGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: shared,
    };
  }
}
