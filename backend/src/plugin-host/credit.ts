import { CREDIT_BYTES } from './messages.js';

/** How much more may be sent before the other side has taken something in. */
export class Credit {
  private wake: (() => void) | undefined;
  private bytes = CREDIT_BYTES;

  /** True when nothing more should be sent. */
  get isUsedUp(): boolean {
    return this.bytes <= 0;
  }

  add(bytes: number): void {
    this.bytes = Math.min(this.bytes + bytes, CREDIT_BYTES);
    this.wake?.();
  }

  /** For what is sent already. */
  spend(bytes: number): void {
    this.bytes -= bytes;
  }

  /** Waits until there is enough. */
  async take(bytes: number, signal: AbortSignal): Promise<void> {
    while (this.bytes < bytes) {
      signal.throwIfAborted();
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    this.bytes -= bytes;
  }
}
