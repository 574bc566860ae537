const LEAST_GAP_MS = 1000;

/** Does something when it is needed, one at a time and at most once a second; what is asked meanwhile is done once, after it. */
export class RoomClock {
  private timer: NodeJS.Timeout | undefined;
  private isRunning = false;
  private isWanted = false;
  private lastStart = -LEAST_GAP_MS;

  constructor(private readonly work: () => Promise<void>) {}

  want(): void {
    this.isWanted = true;
    if (this.isRunning || this.timer) return;
    const wait = Math.max(0, this.lastStart + LEAST_GAP_MS - performance.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.run();
    }, wait).unref();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isWanted = false;
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    this.isWanted = false;
    this.lastStart = performance.now();
    await this.work().finally(() => {
      this.isRunning = false;
      if (this.isWanted) this.want();
    });
  }
}
