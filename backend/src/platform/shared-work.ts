interface Running<T> {
  readonly result: Promise<T>;
  readonly abort: AbortController;
  waiting: number;
}

/**
 * Work that several ask for at the same time is done once. It is aborted when the last of them has gone, not when the
 * first one has.
 */
export class SharedWork<T> {
  private readonly running = new Map<string, Running<T>>();

  /** `work` starts unless the same key is being worked on. */
  join(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const running = this.running.get(key) ?? this.start(key, work);
    running.waiting++;
    const leave = () => {
      running.waiting--;
      if (running.waiting > 0) return;
      this.forget(key, running);
      running.abort.abort(signal.reason);
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    return running.result;
  }

  private start(key: string, work: (signal: AbortSignal) => Promise<T>): Running<T> {
    const abort = new AbortController();
    const running = { result: work(abort.signal).finally(() => this.forget(key, running)), abort, waiting: 0 };
    this.running.set(key, running);
    return running;
  }

  /** Work that was given up may still be ending while others have begun it anew. */
  private forget(key: string, running: Running<T>): void {
    if (this.running.get(key) === running) this.running.delete(key);
  }
}
