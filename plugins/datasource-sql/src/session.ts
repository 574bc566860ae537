import { PluginError } from '@quarterdeck/sdk';
import type { QueryArrayResult } from 'pg';
import Client from 'pg/lib/client.js';
import { connectionFailure } from './failures.js';
import { PgStream } from './pg-stream.js';
import { requireReader, RIGHTS } from './rights.js';
import type { Context } from './schemas.js';
import type { EventEmitter } from './stand-ins/events.js';
import { Turns } from './turns.js';

/** A row as the server writes it. */
export type TextRow = readonly (string | null)[];
export interface TextRows {
  readonly columns: readonly { readonly name: string; readonly type: number }[];
  readonly rows: readonly TextRow[];
}
export interface Session {
  /** One statement with its parameters, through the extended protocol: a second one in the same text is refused. */
  ask(text: string, values?: readonly unknown[]): Promise<TextRows>;
}

/** How long a server may take to hear that nobody waits any more: the host has little more patience than that. */
const STOP_MS = 700;
const turns = new Turns();
/** Everything comes as the server writes it; `cells.ts` reads it. */
const AS_TEXT = { getTypeParser: () => (text: string) => text } as never;

/**
 * Work within a transaction that only reads, in a connection of its own: nothing that one question does to its session is
 * there for the next. Throws a PluginError where no connection comes about, or the role may do more than reading.
 */
export async function withSession<T>(
  context: Context,
  timezone: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { config, signal } = context;
  const key = JSON.stringify([config.host, config.port, config.database, config.user]);
  return turns.take(key, config.maxParallel, signal, async () => {
    const client = clientOf(context);
    const stop = () => void cancel(context, client);
    signal.addEventListener('abort', stop, { once: true });
    try {
      await begin(client, context, timezone);
      return await work({ ask: (text, values) => ask(client, text, values) });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      // With a word to the server, which would note down an end without one.
      client.end().catch(() => undefined);
    }
  });
}

type PgClient = Omit<Client, 'connection'> & {
  readonly connection: EventEmitter & { readonly stream: PgStream };
  readonly processID: number | null;
  readonly secretKey: number | null;
};

function clientOf(context: Context): PgClient {
  const { host, port, user, database } = context.config;
  const client = new Client({
    ...{ host, port, user, database, ssl: false, application_name: 'Quarterdeck', types: AS_TEXT },
    password: () => context.secrets.password?.reveal() ?? '',
    stream: () => new PgStream(context) as never,
  }) as unknown as PgClient;
  if (context.config.tls === 'disable') refuseToSayPlainly(client);
  // What goes wrong with a connection is said by the question that it interrupts.
  client.on('error', () => undefined);
  return client;
}

/** Whoever listens in, or stands in the server's place, gets a proof of the password and never the password. */
function refuseToSayPlainly(client: PgClient): void {
  client.connection.on('authenticationCleartextPassword', () => {
    const message =
      'The server wants the password in the clear over a connection that is not encrypted: turn encryption on.';
    client.connection.stream.destroy(new PluginError('config', message, { field: 'tls' }));
  });
}

async function begin(client: PgClient, context: Context, timezone: string): Promise<void> {
  const { config } = context;
  try {
    await client.connect();
  } catch (error) {
    throw connectionFailure(error, config);
  }
  // One message: what stands in it is ours, but for the zone, which is a name of the calendar's.
  const [, , , , , , rights] = (await client.query({
    rowMode: 'array',
    text: [
      'begin read only',
      `set local statement_timeout = ${config.timeoutSeconds * 1000}`,
      `set local timezone = '${timezone.replaceAll("'", "''")}'`,
      `set local datestyle = 'ISO, YMD'`,
      `set local intervalstyle = 'postgres'`,
      // All rows are fetched, not the first of many.
      'set local cursor_tuple_fraction = 1',
      RIGHTS,
    ].join(';'),
  })) as unknown as QueryArrayResult<(string | null)[]>[];
  requireReader(rights?.rows[0] ?? [], config);
}

async function ask(client: PgClient, text: string, values: readonly unknown[] = []): Promise<TextRows> {
  const { fields, rows } = await client.query<(string | null)[]>({
    ...{ text, rowMode: 'array', queryMode: 'extended', values: [...values] },
  });
  return { columns: fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })), rows };
}

/** Tells the server over a second connection, as PostgreSQL wants it, and gives up the first one. */
async function cancel(context: Context, client: PgClient): Promise<void> {
  const { processID, secretKey } = client;
  const late = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS));
  if (processID !== null) await Promise.race([late, sendCancel(context, processID, secretKey ?? 0)]);
  client.connection.stream.destroy();
}

function sendCancel(context: Context, processID: number, secretKey: number): Promise<void> {
  return new Promise((resolve) => {
    const stream = new PgStream(context);
    stream.once('connect', () => {
      const message = Buffer.alloc(16);
      [16, 80_877_102, processID, secretKey].forEach((word, at) => message.writeInt32BE(word | 0, at * 4));
      stream.write(message);
    });
    // The server answers with the end of the connection.
    stream.on('error', () => resolve());
    stream.on('close', () => resolve());
    stream.connect();
  });
}
