/** Lets so many work at once, for each key; the others wait for their turn. */
export class Turns {
  private readonly busy = new Map<string, { running: number; readonly waiting: (() => void)[] }>();

  /** Rejects with the reason of the signal when nobody waits any more. */
  async take<T>(key: string, most: number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const line = this.busy.get(key) ?? { running: 0, waiting: [] };
    this.busy.set(key, line);
    while (line.running >= most) {
      signal.throwIfAborted();
      await new Promise<void>((resolve) => {
        line.waiting.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    // Whoever was woken and is gone leaves the turn to the next.
    if (signal.aborted) {
      line.waiting.shift()?.();
      signal.throwIfAborted();
    }
    line.running++;
    try {
      return await work();
    } finally {
      line.running--;
      line.waiting.shift()?.();
      if (line.running === 0 && line.waiting.length === 0) this.busy.delete(key);
    }
  }
}
