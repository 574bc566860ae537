import type { PoolClient } from 'pg';

/** Two senders wrote the same points in another order, and this one had to give way. */
const DEADLOCK = '40P01';
const MOST_TRIES = 5;

/** Somebody else was faster between reading and writing: nothing is stored, the transaction begins again. */
export class Overtaken extends Error {}

export const codeOf = (error: unknown) => (error as { code?: string }).code;

/** Runs `work` in a transaction of its own. Never await anything but this client in it. */
export async function inTransaction<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection that is gone has rolled back; what it died of is what is told.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** As {@link inTransaction}; who gave way to another sender tries again. */
export async function inTransactionAgain<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  for (let left = MOST_TRIES; ; left--) {
    try {
      return await inTransaction(client, work);
    } catch (error) {
      if (left <= 1 || !gaveWay(error)) throw error;
    }
  }
}

export const gaveWay = (error: unknown): boolean => error instanceof Overtaken || codeOf(error) === DEADLOCK;
