/** A process that owns an embedded database, for tests that kill it. Prints one line of JSON per thing that happened. */
import './register-typescript.mjs';

const { startEmbeddedPostgres } = await import('../database/embedded-postgres.ts');
const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);

try {
  const database = await startEmbeddedPostgres({ dataDir: process.argv[2], log: (line) => tell({ log: line }) });
  process.once('SIGTERM', () => void database.stop().then(() => process.exit(0)));
  process.once('SIGHUP', () => process.exit(1)); // as an uncaught error would, without stopping the database
  tell({ url: database.url });
} catch (error) {
  tell({ error: error.message, name: error.name });
  process.exitCode = 1;
}
