const WINDOW_MS = 60_000;
const MOST_CRASHES = 5;
const LONGEST_WAIT_MS = 30_000;

/**
 * When a plugin that crashed may be started again. The first crash in a minute costs nothing, each further one doubles the
 * wait from one second on; at the fifth the circuit opens and stays so until the crashes are a minute old.
 */
export class RestartPolicy {
  private crashes: number[] = [];

  constructor(private readonly now: () => number) {}

  /** Called when the process ended and nobody had asked it to. */
  noteCrash(): void {
    this.crashes = [...this.recent(), this.now()];
  }

  /** Milliseconds until the next start may be tried; 0 is now. */
  waitMs(): number {
    const crashes = this.recent();
    const last = crashes.at(-1);
    if (last === undefined || crashes.length < 2) return 0;
    const wait = this.isOpen() ? WINDOW_MS : Math.min(1000 * 2 ** (crashes.length - 2), LONGEST_WAIT_MS);
    return Math.max(0, last + wait - this.now());
  }

  /** True once the plugin crashes so often that trying on only costs. */
  isOpen(): boolean {
    return this.recent().length >= MOST_CRASHES;
  }

  private recent(): number[] {
    return this.crashes.filter((at) => at > this.now() - WINDOW_MS);
  }
}
