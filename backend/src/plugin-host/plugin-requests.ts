import * as z from 'zod';
import { EgressError, type Egress, type EgressReason } from '../platform/egress.js';
import { Credit } from './credit.js';
import type { Grants } from './grants.js';
import type { Failure } from './messages.js';
import { MessageType, unpacked, type Message, type Wire } from './wire.js';

const MOST_AT_ONCE = 64;
const PART = 64 * 1024;

const RequestHead = z.object({
  act: z.literal('fetch'),
  call: z.number(),
  url: z.string().max(8192),
  method: z.string().regex(/^(GET|HEAD|POST|PUT|PATCH|DELETE)$/),
  headers: z.record(z.string(), z.string().max(16_384)),
});

export const KIND_OF: Readonly<Record<EgressReason, Failure['kind']>> = {
  forbidden: 'config',
  unreachable: 'transient',
  'too-slow': 'transient',
  'too-large': 'unsupported',
};

/** The call something is asked for: once it has ended there is nobody to do it for. */
export interface OpenCall {
  readonly grants: Grants;
  readonly signal: AbortSignal;
}

/** Makes the requests that a plugin's process asks for, each within what the call behind it may do. */
export class PluginRequests {
  private readonly running = new Map<number, { readonly controller: AbortController; readonly credit: Credit }>();

  constructor(
    private readonly egress: Egress,
    private readonly callWith: (id: number) => OpenCall | undefined,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Called for every CALL of the plugin. Answers with RESULT, CHUNKs and END, or with an ERROR. */
  async answer(wire: Wire, { id, payload }: Message): Promise<void> {
    const running = { controller: new AbortController(), credit: new Credit() };
    if (this.running.size >= MOST_AT_ONCE || this.running.has(id)) {
      return wire.sendJson(MessageType.ERROR, id, { kind: 'bug', message: 'Too many requests at once.' });
    }
    this.running.set(id, running);
    try {
      await this.make(wire, id, payload, running);
    } catch (error) {
      wire.sendJson(MessageType.ERROR, id, this.failureOf(error, running.controller.signal));
    } finally {
      this.running.delete(id);
    }
  }

  /** Called for every CREDIT: the plugin has taken in so many bytes. */
  credit({ id, payload }: Message): void {
    if (payload.length >= 4) this.running.get(id)?.credit.add(payload.readUInt32LE(0));
  }

  /** Called for every CANCEL. */
  cancel({ id }: Message): void {
    this.running.get(id)?.controller.abort();
  }

  /** Called when the process has ended. */
  cancelAll(): void {
    for (const { controller } of this.running.values()) controller.abort();
  }

  private failureOf(error: unknown, signal: AbortSignal): Failure {
    if (error instanceof EgressError) return { kind: KIND_OF[error.reason], message: error.message };
    if (error instanceof z.ZodError || error instanceof RangeError || error instanceof SyntaxError) {
      return { kind: 'bug', message: 'The plugin made a request that is not valid.' };
    }
    if (!signal.aborted && !isAbort(error)) this.report(error);
    return { kind: 'transient', message: 'The request was given up.' };
  }

  private async make(
    wire: Wire,
    id: number,
    payload: Buffer,
    { controller, credit }: { controller: AbortController; credit: Credit },
  ): Promise<void> {
    const { value, bytes } = unpacked(payload);
    const { act: _, call: callId, ...head } = RequestHead.parse(value);
    const call = this.callWith(callId);
    if (!call) throw new EgressError('forbidden', 'The call for which this request was made has ended.');
    const signal = AbortSignal.any([call.signal, controller.signal]);
    const { mayReach, sign } = call.grants;
    const body = bytes.length > 0 ? { body: Uint8Array.from(bytes) } : {};
    const answer = await this.egress.fetch({ ...head, ...body, signal, mayReach, sign });
    wire.sendJson(MessageType.RESULT, id, { status: answer.status, headers: answer.headers });
    for await (const chunk of answer.body) {
      for (let from = 0; from < chunk.byteLength; from += PART) {
        const part = chunk.subarray(from, from + PART);
        await credit.take(part.byteLength, signal);
        wire.send(MessageType.CHUNK, id, part);
      }
    }
    wire.send(MessageType.END, id);
  }
}

/** The caller stopped waiting, or the time of the call was up: no fault of ours. */
const isAbort = (error: unknown) =>
  error instanceof Error && /^(AbortError|TimeoutError|PluginError)$/.test(error.name);
