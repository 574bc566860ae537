import { upstream } from './errors.js';

interface Bounds {
  readonly atOnce: number;
  readonly mostWaiting: number;
  /** Who has waited so long is sent away as well. */
  readonly longestWaitMs: number;
}

interface Line {
  working: number;
  readonly waiting: (() => void)[];
}

/**
 * Lets so many work for one key at the same time; the others wait in the order in which they came, and nobody else waits
 * for them. Who comes when too many wait already is sent away, which is kinder than an answer that nobody waits for.
 */
export class Turns {
  private readonly lines = new Map<string, Line>();

  constructor(private readonly bounds: Bounds) {}

  /** Who has gone while waiting loses the turn: `work` is not begun then. */
  async take<T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const line = this.lines.get(key) ?? { working: 0, waiting: [] };
    this.lines.set(key, line);
    if (line.working >= this.bounds.atOnce) await this.wait(line, signal);
    else line.working++;
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      this.leave(key, line);
    }
  }

  private async wait(line: Line, signal: AbortSignal): Promise<void> {
    const { mostWaiting, longestWaitMs } = this.bounds;
    if (line.waiting.length >= mostWaiting) throw busy();
    await new Promise<void>((resolve, reject) => {
      const settle = (done: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', gone);
        done();
      };
      const called = () => settle(resolve);
      const leave = (why: Error) => {
        line.waiting.splice(line.waiting.indexOf(called), 1);
        settle(() => reject(why));
      };
      const gone = () => leave(signal.reason as Error);
      const timer = setTimeout(() => leave(busy()), longestWaitMs);
      line.waiting.push(called);
      signal.addEventListener('abort', gone, { once: true });
    });
  }

  /** The turn is handed on as it is, so that nobody slips in between. */
  private leave(key: string, line: Line): void {
    const next = line.waiting.shift();
    if (next) next();
    else if (--line.working === 0) this.lines.delete(key);
  }
}

const busy = () =>
  upstream('query.busy', 'Too many questions wait already. Try again in a moment.', { retryAfterMs: 5000 });
