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
    signal.addEventListener('abort', () => {
      running.waiting--;
      if (running.waiting === 0) running.abort.abort(signal.reason);
    });
    return running.result;
  }

  private start(key: string, work: (signal: AbortSignal) => Promise<T>): Running<T> {
    const abort = new AbortController();
    const result = work(abort.signal).finally(() => this.running.delete(key));
    const running = { result, abort, waiting: 0 };
    this.running.set(key, running);
    return running;
  }
}
