import type { Server } from 'node:http';

/**
 * Closes what a server belongs to. Requests under way are answered first; who has not let go after `graceMs`, such as a
 * client that fell asleep half way, is cut off: it must not keep a stopping server for minutes.
 */
export async function closeWithin(graceMs: number, server: Server, close: () => Promise<void>): Promise<void> {
  const late = setTimeout(() => server.closeAllConnections(), graceMs);
  try {
    await close();
  } finally {
    clearTimeout(late);
  }
}
