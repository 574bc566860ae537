import 'reflect-metadata';
import { StartupError } from './platform/startup-error.js';
import { startServer } from './server.js';

/** The process behind `npm start`. Whatever keeps it from starting is told in one sentence; the exit code is 1. */
try {
  const server = await startServer();
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void server.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error('Quarterdeck could not stop cleanly.', error);
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  console.error(error instanceof StartupError ? `\n${error.message}\n` : error);
  process.exit(1);
}
