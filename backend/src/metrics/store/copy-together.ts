import type { Connection, PoolClient, Submittable } from 'pg';

/** One `COPY … FROM STDIN (FORMAT binary)`. */
export interface BinaryCopy {
  /** The table and its columns. */
  readonly into: string;
  readonly body: Buffer;
}

const COPY_DATA = 'd'.charCodeAt(0);
const COPY_DONE = Buffer.from([...Buffer.from('c'), 0, 0, 0, 4]);
/** The database reads a message whole before it begins: with pieces of this size it works while the rest still comes. */
const PIECE_BYTES = 64 * 1024;

/**
 * Several COPYs and a last statement as one: one round trip, and outside of a transaction one of their own, so that all are stored or
 * none. Their data follow at once, without waiting until the database asks for them: after a failure it reads over the rest.
 * https://www.postgresql.org/docs/current/protocol-flow.html, "COPY Operations" and "Multiple Statements in a Simple Query"
 */
export function copyTogether(client: PoolClient, copies: readonly BinaryCopy[], last: string): Promise<void> {
  return new Promise((done, failed) => {
    client.query(new Copies(copies, last, { done, failed }));
  });
}

class Copies implements Submittable {
  constructor(
    private readonly copies: readonly BinaryCopy[],
    private readonly last: string,
    private readonly told: { readonly done: () => void; readonly failed: (error: Error) => void },
  ) {}

  submit(connection: Connection): void {
    const { stream } = connection;
    stream.cork();
    const statements = this.copies.map(({ into }) => `copy ${into} from stdin (format binary)`);
    connection.query([...statements, this.last].join('; '));
    for (const { body } of this.copies) {
      for (let at = 0; at < body.length; at += PIECE_BYTES) {
        const piece = body.subarray(at, at + PIECE_BYTES);
        stream.write(headOf(piece));
        stream.write(piece);
      }
      stream.write(COPY_DONE);
    }
    stream.uncork();
  }

  handleError(error: Error): void {
    this.told.failed(error);
  }

  handleReadyForQuery(): void {
    this.told.done();
  }

  /** Said once for each: the data are on their way already. */
  handleCopyInResponse(): void {}

  handleCommandComplete(): void {}
}

function headOf(piece: Buffer): Buffer {
  const head = Buffer.allocUnsafe(5);
  head[0] = COPY_DATA;
  head.writeInt32BE(piece.length + 4, 1);
  return head;
}
