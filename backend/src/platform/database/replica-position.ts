import type { Client } from 'pg';

/** Where the primary's write-ahead log ends: everything that has been acknowledged stands before it. */
export const primaryPosition = (client: Client): Promise<bigint> =>
  position(client, `select (pg_current_wal_lsn() - '0/0')::text as at`);

/** Up to where the replica has replayed it. Throws where it is none any more: it was promoted. */
export const replicaPosition = (client: Client): Promise<bigint> =>
  position(client, `select (pg_last_wal_replay_lsn() - '0/0')::text as at where pg_is_in_recovery()`);

/** Throws a sentence for the log where positions of the two say nothing about each other. */
export async function requireReplica(primary: Client, replica: Client): Promise<void> {
  const [one, other] = await Promise.all([identity(primary), identity(replica)]);
  if (one.system !== other.system)
    throw new Error('QD_DATABASE_READ_URL names a server that is no replica of the one of QD_DATABASE_URL.');
  if (one.database !== other.database)
    throw new Error('QD_DATABASE_READ_URL names another database than QD_DATABASE_URL.');
  if (!other.isReplica) throw new Error('QD_DATABASE_READ_URL names no replica: that server takes writes itself.');
}

async function position(client: Client, sql: string): Promise<bigint> {
  const { rows } = await client.query<{ at: string | null }>(sql);
  const at = rows[0]?.at;
  if (at === undefined || at === null) throw new Error('The replica takes writes itself now.');
  return BigInt(at);
}

async function identity(client: Client): Promise<{ system: string; database: string; isReplica: boolean }> {
  const { rows } = await client.query<{ system: string; database: string; isReplica: boolean }>(
    `select system_identifier::text as system, current_database() as database, pg_is_in_recovery() as "isReplica"
       from pg_control_system()`,
  );
  return rows[0] ?? { system: '', database: '', isReplica: false };
}
