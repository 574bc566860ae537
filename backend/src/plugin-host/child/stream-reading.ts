import type { StreamBatch } from '@quarterdeck/sdk';
import type { BatchHead } from '../messages.js';
import { packed } from '../wire.js';

/** A stream that is being read: sends a batch, and asks the plugin for the next one when the host wants it. */
export class StreamReading {
  private wanted: (() => void) | undefined;

  constructor(
    private readonly send: (batch: Uint8Array) => void,
    private readonly signal: AbortSignal,
  ) {}

  async readAll(batches: AsyncIterable<StreamBatch<unknown>>): Promise<void> {
    for await (const { records, cursor, progress } of batches) {
      this.signal.throwIfAborted();
      const head: BatchHead = { cursor, ...(progress === undefined ? {} : { progress }) };
      const stored = this.untilWanted();
      this.send(packed(head, Buffer.from(JSON.stringify(records))));
      await stored;
    }
  }

  /** Called for every NEXT. */
  goOn(): void {
    this.wanted?.();
  }

  private untilWanted(): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = () => reject(this.signal.reason as Error);
      this.wanted = () => {
        this.signal.removeEventListener('abort', stop);
        resolve();
      };
      this.signal.addEventListener('abort', stop, { once: true });
    });
  }
}
