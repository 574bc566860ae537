import { totalmem } from 'node:os';

/** The memory this process may use: the machine's, or less where a container limits it. */
export function totalMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
