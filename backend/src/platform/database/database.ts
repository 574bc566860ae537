import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DatabaseError, type PoolClient, type QueryResultRow } from 'pg';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { together } from './together.js';

interface Scope {
  readonly manager: EntityManager;
  /** Null with the owner's rights. */
  readonly workspaceId: string | null;
  readonly afterCommit: (() => void)[];
}

/**
 * The only way to the tables. Every access happens inside a short transaction: of a workspace under row level security
 * ({@link within}), or with the owner's rights where no workspace is known yet ({@link asSystem}).
 */
@Injectable()
export class Database {
  private readonly scopes = new AsyncLocalStorage<Scope>();

  constructor(private readonly source: DataSource) {}

  /**
   * Runs `work` in a transaction that sees only the actor's workspace. Inside another `within` of the same workspace it
   * joins that transaction. Never await anything outside the database in `work`: it would hold the transaction open.
   */
  async within<T>({ workspaceId }: { readonly workspaceId: string }, work: () => Promise<T>): Promise<T> {
    const outer = this.scopes.getStore();
    if (outer) {
      if (outer.workspaceId !== workspaceId) throw new Error('A transaction cannot change its workspace or rights.');
      return work();
    }
    return this.transaction(workspaceId, work);
  }

  /**
   * One question that sees only the actor's workspace, in one round trip instead of the four of {@link within}; inside a
   * transaction it is asked there. It can change nothing.
   */
  async read<Row extends QueryResultRow>(
    actor: { readonly workspaceId: string },
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    if (this.scopes.getStore()) return this.within(actor, () => this.sql<Row>(text, values));
    const [client, release] = await this.connect();
    // Nobody else listens while it is lent out, and an error that nobody hears ends the process; the question tells it too.
    client.on('error', heard);
    try {
      const [, found] = await together(client, [
        { text: READER_SQL, values: [actor.workspaceId] },
        { text, values },
      ]);
      client.off('error', heard);
      release();
      return (found?.rows ?? []) as Row[];
    } catch (error) {
      // What the database itself refuses ended the transaction; after anything else nobody knows in which state it is.
      if (error instanceof DatabaseError) client.off('error', heard);
      release(error instanceof DatabaseError ? undefined : (error as Error));
      throw error;
    }
  }

  /** A transaction with the owner's rights: sign-in, jobs over all workspaces, the outbox. */
  async asSystem<T>(work: () => Promise<T>): Promise<T> {
    const outer = this.scopes.getStore();
    if (outer) {
      if (outer.workspaceId !== null)
        throw new Error('A transaction of a workspace cannot take the rights of the owner.');
      return work();
    }
    return this.transaction(null, work);
  }

  /** Runs `callback` once the running transaction is committed; never when it is rolled back. */
  afterCommit(callback: () => void): void {
    this.scope().afterCommit.push(callback);
  }

  /** The repository of the running transaction. Throws outside of one: a forgotten `within` must not read anything. */
  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    return this.scope().manager.getRepository(entity);
  }

  /** SQL in the running transaction, with `$1` parameters. */
  async sql<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const result: unknown = await this.scope().manager.query(text, [...parameters]);
    return rowsOf<Row>(result);
  }

  private connect(): Promise<[PoolClient, (error?: Error) => void]> {
    return (this.source.driver as PostgresDriver).obtainMasterConnection() as Promise<
      [PoolClient, (error?: Error) => void]
    >;
  }

  private async transaction<T>(workspaceId: string | null, work: () => Promise<T>): Promise<T> {
    const afterCommit: (() => void)[] = [];
    const result = await this.source.transaction(async (manager) => {
      if (workspaceId !== null) {
        await manager.query(TENANT_SQL, [workspaceId]);
      }
      return this.scopes.run({ manager, workspaceId, afterCommit }, work);
    });
    for (const callback of afterCommit) callback();
    return result;
  }

  private scope(): Scope {
    const scope = this.scopes.getStore();
    if (!scope) throw new Error('Tables are reached only inside Database.within or Database.asSystem.');
    return scope;
  }
}

const heard = () => undefined;

const TENANT_SQL = `
  select set_config('role', 'quarterdeck_tenant', true), set_config('quarterdeck.workspace_id', $1, true)`;
const READER_SQL = `${TENANT_SQL}, set_config('transaction_read_only', 'on', true)`;

/** TypeORM answers an UPDATE or DELETE with `[rows, count]` and everything else with the rows. */
function rowsOf<Row>(result: unknown): Row[] {
  if (!Array.isArray(result)) return [];
  const [first, second] = result as unknown[];
  return (Array.isArray(first) && typeof second === 'number' ? first : result) as Row[];
}
