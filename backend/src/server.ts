import type { NestExpressApplication } from '@nestjs/platform-express';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApplication } from './application.js';
import { DemoService } from './demo/demo.service.js';
import { IdentityService } from './identity/identity.service.js';
import { Config } from './platform/config.js';
import { makeDataFolder } from './platform/data-folder.js';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres.js';
import { migrate } from './platform/database/migrate.js';
import { closeWithin } from './platform/http/last-answers.js';
import { Readiness } from './platform/http/readiness.js';
import { createLogger } from './platform/logging.js';
import { StartupError } from './platform/startup-error.js';

const LAST_ANSWERS_MS = 10_000;

export interface Server {
  readonly url: string;
  /** Tells the balancer, and gives it the time to hear of it. Everybody who comes meanwhile is answered. */
  drain(): Promise<void>;
  /** Stops everything that was started, in the reverse order. */
  stop(): Promise<void>;
}

interface DatabaseInUse {
  readonly url: string;
  stop(): Promise<void>;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

/** The whole start: settings, database, schema, application, first visit, demo. Undoes what it did when a step fails. */
export async function startServer(): Promise<Server> {
  const config = Config.read();
  if (config.runsWeb) await requireFreePort(config);
  makeDataFolder(config.dataDir);
  say('Preparing the database …');
  const database = await openDatabase(config);
  try {
    await migrate(database.url);
    return await startOn(config, database);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function startOn(config: Config, database: DatabaseInUse): Promise<Server> {
  const logger = createLogger(config.logLevel);
  const app = await createApplication({ config, logger, databaseUrl: database.url });
  try {
    await app.get(DemoService).load(say);
    if (!config.runsWeb) {
      say('Quarterdeck works in the background (QD_ROLE=worker).');
      return { url: '', drain: () => Promise.resolve(), stop: () => stopAll(app, database) };
    }
    await prepareOwner(app.get(IdentityService), config);
    await app.listen(config.port, config.host);
    const url = addressOf(app.getHttpServer().address() as AddressInfo, config);
    say(`\nQuarterdeck is ready at ${url}\n`);
    return { url, drain: () => drain(app, config), stop: () => stopAll(app, database) };
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function openDatabase({ databaseUrl, dataDir }: Config): Promise<DatabaseInUse> {
  if (databaseUrl === undefined) return startEmbeddedPostgres({ dataDir, log: say, onLost: leave });
  return { url: databaseUrl, stop: () => Promise.resolve() };
}

/** The process stops as on Ctrl-C: whoever supervises it starts it again, and the next start recovers. */
function leave(error: unknown): void {
  say(
    `The database has stopped and could not be brought back: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
  process.kill(process.pid, 'SIGTERM');
}

/** The code is printed before the ready line, so that it stands where people look. */
async function prepareOwner(identity: IdentityService, { owner }: Config): Promise<void> {
  if (await identity.createOwnerFromConfig()) {
    say(`The owner ${owner?.email ?? ''} has been created.`);
    return;
  }
  const code = await identity.prepareFirstVisit();
  if (code) say(`\nOn your first visit you will be asked for this one-time code:  ${code}`);
}

async function drain(app: NestExpressApplication, { drainMs }: Config): Promise<void> {
  app.get(Readiness).leave();
  await sleep(drainMs);
}

async function stopAll(app: NestExpressApplication, database: DatabaseInUse): Promise<void> {
  say('\nStopping …');
  await closeWithin(LAST_ANSWERS_MS, app.getHttpServer(), () => app.close());
  await database.stop();
}

function requireFreePort({ port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause: NodeJS.ErrnoException) => {
      reject(new StartupError(portProblem(cause.code, port, host), { cause }));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function portProblem(code: string | undefined, port: number, host: string): string {
  if (code === 'EADDRINUSE') return `Port ${String(port)} is taken: stop what uses it, or choose another with QD_PORT.`;
  if (code === 'EACCES')
    return `Port ${String(port)} is not allowed for this user: choose one above 1024 with QD_PORT.`;
  return `This machine has no address ${host} to listen on (${code ?? 'unknown'}): check QD_HOST.`;
}

function addressOf({ port, address, family }: AddressInfo, { publicUrl }: Config): string {
  const host = family === 'IPv6' ? `[${address}]` : address;
  return publicUrl ?? `http://${host}:${String(port)}`;
}
