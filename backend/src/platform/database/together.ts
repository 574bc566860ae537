import { Query, type Connection, type PoolClient, type QueryResult, type Submittable } from 'pg';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Rows as lists of their columns. */
  readonly rowMode?: 'array';
}

/** What `pg` calls on a running query, and does not declare. */
interface RunningQuery extends Submittable {
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleReadyForQuery(connection: Connection): void;
}
type Told = (error: Error | undefined, results: QueryResult[]) => void;

/**
 * Sends statements at once instead of one after the other's answer: one round trip, and one transaction, since PostgreSQL ends
 * it where it is asked to answer, after the last of them. Answers what each of them found; throws what the first that fails says.
 * https://www.postgresql.org/docs/current/protocol-flow.html, "Pipelining"
 */
export function together(client: PoolClient, statements: readonly Statement[]): Promise<QueryResult[]> {
  return new Promise((resolve, reject) => {
    client.query(
      new Together(statements, (error, results) => {
        if (error) reject(error);
        else resolve(results);
      }),
    );
  });
}

class Together implements Submittable {
  private readonly queries: RunningQuery[];
  private readonly results: QueryResult[] = [];
  private failure: Error | undefined;
  private at = 0;

  constructor(
    statements: readonly Statement[],
    private readonly told: Told,
  ) {
    this.queries = statements.map((statement) => {
      const config = { ...statement, values: [...statement.values], queryMode: 'extended' };
      const keep = (error: Error | null | undefined, result: QueryResult) => {
        this.failure ??= error ?? undefined;
        this.results.push(result);
      };
      return new Query(config, keep) as unknown as RunningQuery;
    });
  }

  submit(connection: Connection): void {
    const unanswered = Object.create(connection, { sync: { value: () => undefined } }) as Connection;
    connection.stream.cork();
    for (const query of this.queries) query.submit(unanswered);
    connection.sync();
    connection.stream.uncork();
  }

  handleRowDescription(message: unknown): void {
    this.queries[this.at]?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.queries[this.at]?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    this.queries[this.at]?.handleCommandComplete(message, connection);
    this.at++;
  }

  handleReadyForQuery(connection: Connection): void {
    for (const query of this.queries) query.handleReadyForQuery(connection);
    this.told(this.failure, this.results);
  }

  handleError(error: Error): void {
    this.told(error, []);
  }
}
