import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApplication } from './application.js';
import { IdentityService } from './identity/identity.service.js';
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
  plugin pack [folder]          make dist/ of a plugin: its module and the manifest derived from its code
`;

/** The `quarterdeck` command. */
async function run([command, ...rest]: readonly string[]): Promise<void> {
  if (command === 'start') {
    await import('./main.js');
    return;
  }
  if (command === 'reset-password' && rest[0]) return resetPassword(rest[0]);
  if (command === 'plugin' && rest[0] === 'pack') return packPlugin(rest[1] ?? '.');
  process.stdout.write(USAGE);
  process.exitCode = command === undefined || command === 'help' || command === '--help' ? 0 : 2;
}

/** The packer belongs to the checkout, with the bundler that it needs; an installed server only loads what was packed. */
function packPlugin(folder: string): void {
  if (!existsSync(PACKER)) throw new StartupError('Plugins are packed in a checkout of Quarterdeck: run this there.');
  process.exitCode = spawnSync(process.execPath, [PACKER, folder], { stdio: 'inherit' }).status ?? 1;
}

/** Works beside a running server, and also when none runs. */
async function resetPassword(email: string): Promise<void> {
  const config = Config.readForCommand();
  const database = config.databaseUrl
    ? { url: config.databaseUrl, stop: () => Promise.resolve() }
    : await attachEmbeddedPostgres({ dataDir: config.dataDir });
  try {
    await migrate(database.url);
    const app = await createApplication({ config, logger: createLogger('warn'), databaseUrl: database.url });
    try {
      const password = await app.get(IdentityService).resetPassword(email.toLowerCase());
      process.stdout.write(`The new password of ${email} is:  ${password}\nAll sessions have been ended.\n`);
    } finally {
      await app.close();
    }
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
