import { AsyncLocalStorage } from 'node:async_hooks';
import { Client, type Pool, type QueryArrayConfig, type QueryArrayResult } from 'pg';

const asking = new AsyncLocalStorage<AbortSignal>();

/** Called where a question begins: what {@link askedQuery} sends meanwhile ends when `gone` says that nobody waits. */
export const whileAsked = <T>(gone: AbortSignal, work: () => Promise<T>): Promise<T> => asking.run(gone, work);

/** Called by what reads for people: a statement that the database stops working on when the last of them has gone. */
export async function askedQuery<R extends unknown[]>(
  pool: Pool,
  query: QueryArrayConfig,
): Promise<QueryArrayResult<R>> {
  const gone = asking.getStore();
  if (!gone) return pool.query<R>(query);
  gone.throwIfAborted();
  const client = await pool.connect();
  let cancelling: Promise<void> | undefined;
  const cancel = () => {
    cancelling = cancelStatement(pool, (client as unknown as { processID: number }).processID);
  };
  gone.addEventListener('abort', cancel, { once: true });
  try {
    gone.throwIfAborted();
    return await client.query<R>(query);
  } catch (error) {
    throw gone.aborted ? gone.reason : error;
  } finally {
    gone.removeEventListener('abort', cancel);
    await cancelling;
    // The cancellation may come late, and must not meet whoever has the connection next.
    client.release(cancelling !== undefined);
  }
}

/** Over a connection of its own: all others may be waiting for statements such as this one. */
async function cancelStatement({ options }: Pool, processId: number): Promise<void> {
  const client = new Client({ connectionString: options.connectionString });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_cancel_backend($1)', [processId]);
  } catch {
    // Then the statement ends by itself, at the latest by its timeout.
  } finally {
    await client.end().catch(() => undefined);
  }
}
