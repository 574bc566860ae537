import { PLUGIN_ERROR_KINDS, PluginError } from '@quarterdeck/sdk';
import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import * as z from 'zod';
import type { Egress } from '../platform/egress.js';
import type { Grants } from './grants.js';
import type { Call } from './messages.js';
import { WIRE_FD } from './messages.js';
import type { PluginLog } from './plugin-log.js';
import { PluginRequests, type OpenCall } from './plugin-requests.js';
import { PluginSockets } from './plugin-sockets.js';
import { MessageType, packed, unpacked, Wire, type Message } from './wire.js';

/** Built from `child/main.ts`; the same place, whether this file runs from src or from dist. */
const CHILD = resolve(import.meta.dirname, '../../dist/plugin-child.mjs');
const HEAP_MB = 256;
const LOADED_WITHIN_MS = 15_000;
/** How long a plugin may take to end a call that nobody waits for any more. */
const GRACE_MS = 1000;

const Failure = z.object({
  kind: z.enum(PLUGIN_ERROR_KINDS),
  message: z.string().max(2000),
  field: z.string().max(200).optional(),
  position: z.int().min(0).optional(),
  retryAfterMs: z.number().min(0).optional(),
});
const LogLine = z.object({
  level: z.enum(['debug', 'info', 'warn']),
  message: z.string(),
  details: z.unknown().optional(),
});

/** The process is gone, and with it the answer; whether to start another one is not decided here. */
export class ProcessEnded extends Error {
  override readonly name = 'ProcessEnded';
}

export interface ProcessParts {
  /** Shown in messages: `datasource-json 1.0.0`. */
  readonly name: string;
  readonly entry: string;
  readonly egress: Egress;
  readonly log: PluginLog;
  readonly report: (error: unknown) => void;
}

/** Takes a batch in; the plugin is asked for the next one when this resolves with true, and for no more when with false. */
export type TakeBatch = (payload: Buffer) => Promise<boolean>;

interface RunningCall extends OpenCall {
  /** Undefined where no batch is due: one that comes all the same is a bug. */
  take: TakeBatch | undefined;
  resolve(payload: Buffer): void;
  reject(error: Error): void;
}

/**
 * One life of the process that runs one version of a plugin. It may read its own two files and nothing else, knows no
 * environment, and speaks to the world through the pipe alone.
 */
export class PluginProcess {
  /** When the process is gone, with a word on how it went. */
  readonly ended: Promise<string>;
  private readonly child: ChildProcess;
  private readonly wire: Wire;
  private readonly requests: PluginRequests;
  private readonly sockets: PluginSockets;
  private readonly calls = new Map<number, RunningCall>();
  private readonly loading = Promise.withResolvers<undefined>();
  private why: string | undefined;
  private lastId = 0;

  constructor(private readonly parts: ProcessParts) {
    this.child = start(parts.entry);
    const callWith = (id: number) => this.calls.get(id);
    this.requests = new PluginRequests(parts.egress, callWith, parts.report);
    this.sockets = new PluginSockets(parts.egress, callWith, parts.report);
    const faulty = (error: Error) => {
      // Any other error of the pipe is only the echo of the process's end, which says better why.
      if (error instanceof RangeError) this.kill(error.message);
      else this.child.kill('SIGKILL');
    };
    this.wire = new Wire(this.child.stdio[WIRE_FD] as Duplex, (message) => this.receive(message), faulty);
    this.ended = this.watch();
  }

  /** When the plugin has been loaded; rejects with a PluginError or {@link ProcessEnded}. */
  get ready(): Promise<unknown> {
    return this.loading.promise;
  }

  /** True once it has been told to end: nothing more can be asked of it. */
  get doomed(): boolean {
    return this.why !== undefined;
  }

  /** True while a call has not ended. */
  get busy(): boolean {
    return this.calls.size > 0;
  }

  /**
   * Asks the plugin. Rejects with a PluginError, with the reason of the signal, or with {@link ProcessEnded}. A plugin that
   * goes on working one second after the signal is killed. `take` gets the batches of a stream, one at a time.
   */
  async ask(call: Call, grants: Grants, signal: AbortSignal, take?: TakeBatch): Promise<Buffer> {
    signal.throwIfAborted();
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      const cancel = () => {
        reject(signal.reason as Error);
        this.wire.send(MessageType.CANCEL, id);
        setTimeout(() => {
          if (this.calls.has(id)) this.kill('it did not stop when it was asked to');
        }, GRACE_MS).unref();
      };
      signal.addEventListener('abort', cancel, { once: true });
      const close = () => {
        this.calls.delete(id);
        this.sockets.closeOf(id);
        signal.removeEventListener('abort', cancel);
      };
      this.calls.set(id, {
        grants,
        signal,
        take,
        resolve: (payload) => {
          close();
          resolve(payload);
        },
        reject: (error) => {
          close();
          reject(error);
        },
      });
      this.wire.send(MessageType.CALL, id, packed(call));
    });
  }

  /** Ends the process; `why` stands in the log and in the errors of whoever still waited. */
  kill(why: string): void {
    this.why ??= why;
    this.child.kill('SIGKILL');
  }

  /** What to do with each kind of message; the plugin may send any of them at any time. */
  private readonly handlers: Readonly<Record<number, (message: Message) => void>> = {
    [MessageType.READY]: () => this.loading.resolve(undefined),
    [MessageType.RESULT]: ({ id, payload }) => this.calls.get(id)?.resolve(payload),
    [MessageType.ERROR]: ({ id, payload }) => (this.calls.get(id) ?? this.loading).reject(errorOf(payload)),
    [MessageType.CALL]: (message) => void this.askedBy(message).answer(this.wire, message),
    [MessageType.CHUNK]: (message) => this.sockets.receive(message),
    [MessageType.END]: (message) => this.sockets.receive(message),
    [MessageType.CREDIT]: (message) => {
      this.requests.credit(message);
      this.sockets.receive(message);
    },
    [MessageType.CANCEL]: (message) => {
      this.requests.cancel(message);
      this.sockets.receive(message);
    },
    [MessageType.LOG]: ({ payload }) => this.writeLog(payload),
    [MessageType.BATCH]: (message) => void this.takeBatch(message),
  };

  private askedBy({ payload }: Message): PluginRequests | PluginSockets {
    return actOf(payload) === 'fetch' ? this.requests : this.sockets;
  }

  private receive(message: Message): void {
    const handle = this.handlers[message.type];
    if (handle) handle(message);
    else this.kill('it sent a message of an unknown kind');
  }

  private async takeBatch({ id, payload }: Message): Promise<void> {
    const call = this.calls.get(id);
    // Sent before the plugin heard that nobody waits any more.
    if (!call || call.signal.aborted) return;
    const { take } = call;
    if (!take) return this.kill('it sent a batch of records before it was asked for one');
    call.take = undefined;
    if (!(await take(payload))) return;
    call.take = take;
    this.wire.send(MessageType.NEXT, id);
  }

  private writeLog(payload: Buffer): void {
    const line = LogLine.safeParse(jsonOf(payload));
    if (line.success) this.parts.log.write(line.data.level, line.data.message, line.data.details);
  }

  private async watch(): Promise<string> {
    const { child, parts } = this;
    for (const output of [child.stdout, child.stderr] as Readable[]) {
      output.on('data', (chunk: Buffer) => parts.log.writeOutput(chunk));
    }
    const late = setTimeout(() => this.kill('it took too long to load'), LOADED_WITHIN_MS);
    this.ready.then(
      () => clearTimeout(late),
      () => this.kill('it could not be loaded'),
    );
    const how = await endOf(child);
    clearTimeout(late);
    const why = this.why ?? how;
    this.requests.cancelAll();
    this.sockets.closeAll();
    const error = new ProcessEnded(`${parts.name} ended: ${why}.`);
    for (const call of [this.loading, ...this.calls.values()]) call.reject(error);
    return why;
  }
}

function start(entry: string): ChildProcess {
  const walls = [
    '--permission',
    `--allow-fs-read=${CHILD}`,
    `--allow-fs-read=${entry}`,
    // Reads and writes any file whatever the permissions say.
    '--no-experimental-sqlite',
    // A signal would open the inspector.
    '--disable-sigusr1',
    `--max-old-space-size=${HEAP_MB}`,
    '--disable-warning=ExperimentalWarning',
  ];
  return spawn(process.execPath, [...walls, CHILD, entry], { env: {}, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`it could not be started (${error.message})`));
    child.once('close', (code, signal) =>
      resolve(signal ? `it was ended by ${signal}` : `it ended with code ${code ?? '?'}`),
    );
  });
}

/** A plugin's error as it came over the wire; what is no error is a bug. */
function errorOf(payload: Buffer): PluginError {
  const parsed = Failure.safeParse(jsonOf(payload));
  if (!parsed.success) return new PluginError('bug', 'It failed without saying why.');
  const { kind, message, field, position, retryAfterMs } = parsed.data;
  return new PluginError(kind, message, {
    ...(field === undefined ? {} : { field }),
    ...(position === undefined ? {} : { position }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/** What the plugin wants of the host; what cannot be read is refused where requests are. */
function actOf(payload: Buffer): unknown {
  try {
    return (unpacked(payload).value as { readonly act?: unknown } | null)?.act;
  } catch {
    return 'fetch';
  }
}

function jsonOf(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch {
    return undefined;
  }
}
