import { PluginError } from '@quarterdeck/sdk';

/** Until when a plugin has to answer. Its signal fires with the reason: the time is up, nobody waits, or `without` failed. */
export class Deadline {
  readonly signal: AbortSignal;
  private readonly end = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ms: number,
    signal: AbortSignal,
  ) {
    this.signal = AbortSignal.any([signal, this.end.signal]);
    this.begin();
  }

  /** Work of ours, which is not the plugin's time; its time begins anew afterwards. False where the work failed. */
  async without(work: () => Promise<void>): Promise<boolean> {
    this.clear();
    try {
      await work();
      if (!this.signal.aborted) this.begin();
      return !this.signal.aborted;
    } catch (error) {
      this.end.abort(error);
      return false;
    }
  }

  clear(): void {
    clearTimeout(this.timer);
  }

  private begin(): void {
    this.timer = setTimeout(() => this.end.abort(tooSlow(this.ms)), this.ms);
  }
}

const tooSlow = (ms: number) =>
  new PluginError('transient', `There was no answer within ${ms / 1000} seconds: ask for less, or try again.`);
