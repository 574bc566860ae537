import {
  encodeFrames,
  PLUGIN_ERROR_KINDS,
  type DataSource,
  type Frame,
  type Option,
  type PluginContext,
  type SecretRef,
} from '@quarterdeck/sdk';
import type { Call, Failure, LogLine } from '../messages.js';
import { MessageType, packed, unpacked, type Message, type Wire } from '../wire.js';
import type { HostFetch } from './host-fetch.js';
import type { HostSockets } from './host-sockets.js';
import { StreamReading } from './stream-reading.js';

type Context = PluginContext<Record<string, unknown>>;

type ReadCall = Extract<Call, { readonly act: 'read' }>;

const LONGEST_MESSAGE = 1500;

/** The calls of the host, answered by the plugin. */
export class Questions {
  private readonly running = new Map<number, AbortController>();
  private readonly readings = new Map<number, StreamReading>();

  constructor(
    private readonly plugin: DataSource,
    private readonly wire: Wire,
    private readonly outside: { readonly requests: HostFetch; readonly sockets: HostSockets },
  ) {}

  /** Called for every CALL. Answers it in the end, well or badly. */
  async answer({ id, payload }: Message): Promise<void> {
    const controller = new AbortController();
    this.running.set(id, controller);
    try {
      this.wire.send(MessageType.RESULT, id, await this.run(id, unpacked(payload).value as Call, controller.signal));
    } catch (error) {
      this.wire.sendJson(MessageType.ERROR, id, failureOf(error));
    } finally {
      this.running.delete(id);
    }
  }

  /** Called for every CANCEL. */
  cancel({ id }: Message): void {
    this.running.get(id)?.abort(new DOMException('Nobody waits for this answer any more.', 'AbortError'));
  }

  /** Called for every NEXT: the host has stored a batch and wants the one after it. */
  goOn({ id }: Message): void {
    this.readings.get(id)?.goOn();
  }

  private async run(id: number, call: Call, signal: AbortSignal): Promise<Uint8Array> {
    const context = this.contextOf(id, call, signal);
    if (call.act === 'check') return packed({ message: (await this.plugin.check(context)).message });
    if (call.act === 'options') return packed(await this.offered(context, call.name));
    if (call.act === 'read') return this.read(id, call, context);
    const query = Object.hasOwn(this.plugin.queries, call.kind) ? this.plugin.queries[call.kind] : undefined;
    if (!query) throw failure('config', `There is no query "${call.kind}".`);
    const input = parsed(query.input, call.input);
    const answer: Frame | readonly Frame[] = await query.run(context, { input, range: call.range });
    return encodeFrames([answer].flat());
  }

  private async read(id: number, call: ReadCall, context: Context): Promise<Uint8Array> {
    const streams = this.plugin.streams ?? {};
    const stream = Object.hasOwn(streams, call.stream) ? streams[call.stream] : undefined;
    if (!stream) throw failure('config', `There is no stream "${call.stream}".`);
    const cursor = call.cursor === null ? null : parsed(stream.cursor, call.cursor);
    const reading = new StreamReading((batch) => this.wire.send(MessageType.BATCH, id, batch), context.signal);
    this.readings.set(id, reading);
    try {
      await reading.readAll(stream.read(context, { cursor, since: call.since }));
      return packed({});
    } finally {
      this.readings.delete(id);
    }
  }

  private async offered(context: Context, name: string): Promise<readonly Option[]> {
    const options = this.plugin.options ?? {};
    const offer = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!offer) throw failure('config', `There is nothing called "${name}" to choose from.`);
    return offer(context);
  }

  private contextOf(id: number, call: Call, signal: AbortSignal): Context {
    const { config, secrets, revealed } = call;
    const placeholders = Object.entries(secrets).map(([name, text]) => [name, secretOf(name, text, revealed[name])]);
    return {
      config: parsed(this.plugin.config, config),
      secrets: Object.fromEntries(placeholders) as Context['secrets'],
      signal,
      fetch: (...request) => this.outside.requests.fetch(id, signal, ...request),
      connect: (target) => this.outside.sockets.connect(id, target),
      log: (level, message, details) => {
        const line: LogLine = { level, message, ...(details ? { details } : {}) };
        this.wire.sendJson(MessageType.LOG, id, line);
      },
      variables: call.act === 'query' ? (call.variables ?? {}) : {},
      now: () => Date.now(),
    };
  }
}

function secretOf(name: string, placeholder: string, real: string | undefined): SecretRef {
  return Object.freeze({
    toString: () => placeholder,
    reveal: () => {
      if (real === undefined) throw failure('bug', `The plugin's needs do not name "${name}" among what it reveals.`);
      return real;
    },
  });
}

/** With the plugin's own schema, so that it gets its own defaults and transformations. */
function parsed<S extends DataSource['config']>(schema: S, value: unknown): ReturnType<S['parse']> {
  const result = schema.safeParse(value);
  if (result.success) return result.data as ReturnType<S['parse']>;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw failure('config', `${field}: ${issue?.message ?? 'not valid'}`, field);
}

/** The plugin carries an SDK of its own, so a PluginError is known by its name and not by its class. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { kind: 'bug', message: shortened(String(error)) };
  const { kind, field, position, retryAfterMs } = error as Error & Partial<Failure>;
  if (error.name !== 'PluginError' || !PLUGIN_ERROR_KINDS.some((known) => known === kind)) {
    return { kind: 'bug', message: shortened(`${error.name}: ${error.message}`) };
  }
  return {
    kind: kind ?? 'bug',
    message: shortened(error.message),
    ...(field === undefined ? {} : { field }),
    ...(position === undefined ? {} : { position }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

const failure = (kind: Failure['kind'], message: string, field?: string) =>
  Object.assign(new Error(message), { name: 'PluginError', kind, ...(field ? { field } : {}) });

const shortened = (text: string) => (text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text);
