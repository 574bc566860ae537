/** Work that is done again and again, one round after the other, `everyMs` after the last one ended. */
export class Rounds {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private ended = false;

  /** `failed` hears why a round broke off; the next one comes all the same. */
  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Long work asks between its steps, and stops when it is true. */
  get isEnding(): boolean {
    return this.ended;
  }

  begin(): void {
    if (this.ended) return;
    this.timer = setTimeout(() => {
      this.running = this.work()
        .catch(this.failed)
        .finally(() => {
          this.begin();
        });
    }, this.everyMs).unref();
  }

  /** Resolves when the round under way has ended. */
  async end(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.running;
  }
}
