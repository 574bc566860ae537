import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApplication } from './application.js';
import { IdentityService } from './identity/identity.service.js';
import { upgradeToTimescale } from './metrics/series-store-upgrade.js';
import { Config, PROJECT_ROOT } from './platform/config.js';
import { attachEmbeddedPostgres } from './platform/database/embedded-postgres.js';
import { migrate } from './platform/database/migrate.js';
import { createLogger } from './platform/logging.js';
import { StartupError } from './platform/startup-error.js';
import { AppError } from './platform/errors.js';

const PACKER = join(PROJECT_ROOT, 'tools/build-plugin.mjs');
const USAGE = `Usage: quarterdeck <command>

  start                         start the server (as npm start does, without building)
  reset-password <email>        give somebody who is locked out a new password
  storage upgrade               move the points into TimescaleDB, while the server runs
  plugin pack [folder]          make dist/ of a plugin: its module and the manifest derived from its code
`;

/** By their words; what follows is theirs. */
const COMMANDS: Record<string, (argument: string | undefined) => Promise<unknown> | undefined> = {
  start: () => import('./main.js'),
  'reset-password': (email) => (email ? resetPassword(email) : undefined),
  'storage upgrade': () => upgradeStorage(),
  'plugin pack': (folder = '.') => packPlugin(folder),
};

/** The `quarterdeck` command. */
async function run(words: readonly string[]): Promise<void> {
  for (const count of [1, 2]) {
    const work = COMMANDS[words.slice(0, count).join(' ')]?.(words[count]);
    if (work) {
      await work;
      return;
    }
  }
  process.stdout.write(USAGE);
  process.exitCode = [undefined, 'help', '--help'].includes(words[0]) ? 0 : 2;
}

/** The packer belongs to the checkout, with the bundler that it needs; an installed server only loads what was packed. */
function packPlugin(folder: string): Promise<void> {
  if (!existsSync(PACKER)) throw new StartupError('Plugins are packed in a checkout of Quarterdeck: run this there.');
  process.exitCode = spawnSync(process.execPath, [PACKER, folder], { stdio: 'inherit' }).status ?? 1;
  return Promise.resolve();
}

async function resetPassword(email: string): Promise<void> {
  const config = Config.readForCommand();
  await onDatabase(config, async (databaseUrl) => {
    const app = await createApplication({ config, logger: createLogger('warn'), databaseUrl });
    try {
      const password = await app.get(IdentityService).resetPassword(email.toLowerCase());
      process.stdout.write(`The new password of ${email} is:  ${password}\nAll sessions have been ended.\n`);
    } finally {
      await app.close();
    }
  });
}

/** Killed or cancelled at any moment, it goes on where it was when it is called again. */
const upgradeStorage = (): Promise<void> =>
  onDatabase(Config.readForCommand(), (url) =>
    upgradeToTimescale(url, (line) => void process.stdout.write(`${line}\n`)),
  );

/** Works beside a running server, and also when none runs. */
async function onDatabase(config: Config, work: (url: string) => Promise<void>): Promise<void> {
  const database = config.databaseUrl
    ? { url: config.databaseUrl, stop: () => Promise.resolve() }
    : await attachEmbeddedPostgres({ dataDir: config.dataDir });
  try {
    await migrate(database.url);
    await work(database.url);
  } finally {
    await database.stop();
  }
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const expected = error instanceof StartupError || error instanceof AppError;
  console.error(expected ? error.message : error);
  process.exitCode = 1;
}
