import { ensureStorageTier, type StorageTier } from '@quarterdeck/migrations';
import type { ClientBase } from 'pg';
import { ADVISORY_LOCKS } from '../../platform/database/advisory-locks.js';
import { StartupError } from '../../platform/startup-error.js';
import { COLUMN_ORDER, COLUMNS_AFTER_DAYS, tierOf, turnIntoColumns } from './columns.js';
import * as sql from './storage-move-sql.js';
import { codeOf, inTransaction } from './transaction.js';

const LOCK_TIMEOUT = '55P03';
const MOST_TRIES = 50;
/** So few days are copied while writers wait. */
const FEW_DAYS = 2;
const MOST_ROUNDS = 5;

interface Span {
  readonly begin: Date;
  readonly end: Date;
}
interface Month extends Span {
  readonly month: string;
  readonly all: number;
}
interface Sums {
  readonly points: string;
  readonly sum: string;
  readonly checksum: string;
}
/** Is told what has been done, a line for a person. */
type Say = (line: string) => void;
/** What becomes of the new table before the first point is in it, and when all points before an instant are. */
export interface Target {
  prepare(client: ClientBase): Promise<void>;
  close(client: ClientBase, end: Date): Promise<void>;
}

/**
 * Moves the points of a plain store into TimescaleDB, month by month, while servers go on reading and writing. A month is copied
 * and compared in one transaction: killed at any moment, it goes on where it was. What is written meanwhile is noted by the day,
 * and those days are copied again; the last of them while writers wait, for a few seconds.
 */
export async function moveToTimescale(client: ClientBase, say: Say): Promise<void> {
  await alone(client);
  if (await isThere(client, 'point_before')) return finish(client, say);
  if ((await tierOf(client)) !== 'plain') return say('The points lie in TimescaleDB already: nothing is to be moved.');
  const tier = await offered(client);
  await movePoints(client, say, hypertable(tier));
}

/** As {@link moveToTimescale}, into whatever the target makes of the new table. */
export async function movePoints(client: ClientBase, say: Say, target: Target): Promise<void> {
  if (await isThere(client, 'point_next')) say('Going on where it was left.');
  else await inTransaction(client, () => begin(client, target));
  await moveMonths(client, say, target);
  await moveDaysAgain(client, say);
  await swap(client, say);
  await finish(client, say);
}

async function begin(client: ClientBase, target: Target): Promise<void> {
  await client.query(sql.NEXT_SQL);
  await target.prepare(client);
  await client.query(sql.BEGIN_SQL);
}

/** For TimescaleDB of this tier. */
export const hypertable = (tier: StorageTier): Target => ({
  async prepare(client) {
    await client.query(sql.HYPERTABLE_SQL);
    if (tier === 'tsl') await client.query(`alter table point_next set (${COLUMN_ORDER})`);
  },
  async close(client, end) {
    if (tier !== 'tsl') return;
    const { rows } = await client.query<{ chunk: string }>(sql.CLOSED_CHUNKS_SQL, [end, COLUMNS_AFTER_DAYS]);
    for (const { chunk } of rows) await turnIntoColumns(client, chunk);
  },
});

async function alone(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
    ADVISORY_LOCKS.storageMove,
  ]);
  if (!rows[0]?.alone) throw new StartupError('The points are being moved already: wait for that to end.');
}

async function offered(client: ClientBase): Promise<StorageTier> {
  const query = async (text: string) => (await client.query<Record<string, unknown>>(text)).rows;
  const tier = await ensureStorageTier({ query }).catch((cause: unknown) => {
    const sentence = 'TimescaleDB is loaded, but may not be switched on: let an administrator run';
    throw new StartupError(`${sentence} “create extension timescaledb” in this database, then try again.`, { cause });
  });
  if (tier !== 'plain') return tier;
  throw new StartupError(
    'This database server has no TimescaleDB, and nothing was changed. Install it there, set shared_preload_libraries = ' +
      "'timescaledb', restart the server and run this again. The embedded database has none: move to a server of your own first.",
  );
}

async function moveMonths(client: ClientBase, say: Say, target: Target): Promise<void> {
  for (let next = await monthsLeft(client); next.length > 0; next = await monthsLeft(client)) {
    const [month] = next as [Month];
    const sums = await inTransaction(client, () => moveMonth(client, month), SNAPSHOT);
    const done = `${String(month.all - next.length + 1)} of ${String(month.all)} months`;
    say(`${month.month}: ${Number(sums.points).toLocaleString('en')} points moved, counts and sums agree (${done})`);
    await target.close(client, month.end);
  }
}

const SNAPSHOT = 'begin isolation level repeatable read';

async function monthsLeft(client: ClientBase): Promise<Month[]> {
  return (await client.query<Month>(sql.MONTHS_SQL)).rows;
}

async function moveMonth(client: ClientBase, month: Month): Promise<Sums> {
  const sums = await copy(client, month, month.month);
  await client.query(sql.MOVED_SQL, [month.month, sums.points, sums.sum]);
  return sums;
}

/** Copies a span and compares both sides. In a transaction that sees one state of them. */
async function copy(client: ClientBase, { begin, end }: Span, name: string): Promise<Sums> {
  for (const text of sql.COPY_SQL) await client.query(text, [begin, end]);
  const sums = async (table: 'point' | 'point_next') =>
    (await client.query<Sums>(sql.sumsSql(table), [begin, end])).rows[0] as Sums;
  const [there, here] = [await sums('point'), await sums('point_next')];
  if (there.points === here.points && there.sum === here.sum && there.checksum === here.checksum) return here;
  throw new StartupError(
    `The copy of ${name} differs: ${here.points} points with the sum ${here.sum} instead of ${there.points} with ${there.sum}. ` +
      'The points are untouched and in use as before; run this again, and tell us if it happens twice.',
  );
}

/** Until so few are left that writers can wait for them; on a store that is written everywhere that never comes. */
async function moveDaysAgain(client: ClientBase, say: Say): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const days = await daysLeft(client);
    if (days.length <= FEW_DAYS && round > 0) return;
    for (const day of days) await inTransaction(client, () => copy(client, day, nameOf(day)), SNAPSHOT);
    if (days.length > 0) say(`${String(days.length)} days copied again that were written meanwhile`);
  }
}

const daysLeft = async (client: ClientBase) => (await client.query<Span>(sql.DAYS_SQL)).rows;
const nameOf = ({ begin }: Span) => begin.toISOString().slice(0, 10);

/** The new table takes the place of the old one; who waits meanwhile goes on with the new one. */
async function swap(client: ClientBase, say: Say): Promise<void> {
  for (let left = MOST_TRIES; ; left--) {
    try {
      await inTransaction(client, () => swapNow(client));
      return say('TimescaleDB has taken over.');
    } catch (error) {
      if (codeOf(error) !== LOCK_TIMEOUT || left <= 1) throw error;
    }
  }
}

/** Locks in the order in which writers and the job that makes rollups right take them. */
async function swapNow(client: ClientBase): Promise<void> {
  await client.query(`set local lock_timeout = '3s'`);
  const locks = [ADVISORY_LOCKS.partition, ADVISORY_LOCKS.rollups];
  for (const lock of locks) await client.query('select pg_advisory_xact_lock($1)', [lock]);
  await client.query('lock table point in access exclusive mode');
  for (const month of await monthsLeft(client)) await moveMonth(client, month);
  for (const day of await daysLeft(client)) {
    await copy(client, day, nameOf(day));
    await client.query(sql.MARK_SQL, [day.begin, day.end]);
  }
  await client.query(sql.SWAP_SQL);
}

async function finish(client: ClientBase, say: Say): Promise<void> {
  await inTransaction(client, () => client.query(sql.END_SQL));
  say('Done: the months of before are removed.');
}

async function isThere(client: ClientBase, table: string): Promise<boolean> {
  const { rows } = await client.query<{ found: string | null }>('select to_regclass($1)::text as found', [table]);
  return rows[0]?.found !== null;
}
