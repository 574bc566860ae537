import type { ClientBase, PoolClient } from 'pg';
import { together } from '../../platform/database/together.js';

/** Two senders wrote the same points in another order, and this one had to give way. */
const DEADLOCK = '40P01';
/** Somebody else opened the columns in which the points lie. */
const SERIALIZATION_FAILURE = '40001';
const WAYS = [DEADLOCK, SERIALIZATION_FAILURE];
const MOST_TRIES = 5;

/** Somebody else was faster between reading and writing: nothing is stored, the transaction begins again. */
export class Overtaken extends Error {}

export const codeOf = (error: unknown) => (error as { code?: string }).code;

/** Runs `work` in a transaction of its own. Never await anything but this client in it. */
export async function inTransaction<T>(client: ClientBase, work: () => Promise<T>, begin = 'begin'): Promise<T> {
  await client.query(begin);
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

/**
 * For statements that look up thousands of keys: the planner would rather read all points of their months than trust the
 * index, and is right only while those are few.
 */
const KEY_BY_KEY = 'begin; set local enable_hashjoin = off; set local enable_mergejoin = off';
const KEY_BY_KEY_SQL = `select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`;

/** As {@link inTransaction}, for points by their keys. */
export const inTransactionByKey = <T>(client: PoolClient, work: () => Promise<T>): Promise<T> =>
  inTransaction(client, work, KEY_BY_KEY);

/** One statement about points by their keys, in one round trip. */
export async function askByKey<Row extends unknown[]>(
  client: PoolClient,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const settings = { text: KEY_BY_KEY_SQL, values: [] };
  const [, found] = await together(client, [settings, { text, values, rowMode: 'array' }]);
  return (found?.rows ?? []) as unknown[] as Row[];
}

/** Who gave way to another sender tries again. */
export async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (let left = MOST_TRIES; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left <= 1 || !gaveWay(error)) throw error;
    }
  }
}

export const gaveWay = (error: unknown): boolean =>
  error instanceof Overtaken || WAYS.includes(codeOf(error) ?? '') || isOpenedTwice(error);

/** TimescaleDB's words where two opened the same columns at once. */
const isOpenedTwice = (error: unknown) => error instanceof Error && error.message === 'tuple concurrently updated';
