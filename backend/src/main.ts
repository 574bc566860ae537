import 'reflect-metadata';
import { StartupError } from './platform/startup-error.js';
import { startServer, type Server } from './server.js';

const INTERRUPTED = 130;

let server: Server | undefined;
let stopping = false;

/**
 * During the start there is nothing to finish: leaving at once stops the database too, which takes up its work next time. Who
 * sits at the terminal does not wait for a balancer.
 */
function leave(signal: NodeJS.Signals): void {
  if (!server) process.exit(INTERRUPTED);
  if (stopping) return;
  stopping = true;
  const drained = signal === 'SIGTERM' ? server.drain() : Promise.resolve();
  const running = server;
  void drained
    .then(() => running.stop())
    .then(
      () => process.exit(process.exitCode ?? 0),
      (error: unknown) => {
        console.error('Quarterdeck could not stop cleanly.', error);
        process.exit(1);
      },
    );
}

/** The process behind `npm start`. Whatever keeps it from starting is told in one sentence; the exit code is 1. */
try {
  // SIGHUP: the terminal was closed.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave);
  server = await startServer();
} catch (error) {
  console.error(error instanceof StartupError ? `\n${error.message}\n` : error);
  process.exit(1);
}
