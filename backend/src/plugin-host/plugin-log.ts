import type { Logger } from 'pino';

const LINES_PER_WINDOW = 100;
const WINDOW_MS = 10_000;
const LONGEST_LINE = 1000;

type Level = 'debug' | 'info' | 'warn';

/** What a plugin writes, as lines of our log: cut to a length, and no more than so many in ten seconds. */
export class PluginLog {
  private windowStart = 0;
  private lines = 0;
  private rest = '';

  constructor(
    private readonly logger: Logger,
    private readonly now: () => number,
  ) {}

  write(level: Level, message: string, details?: unknown): void {
    if (this.now() - this.windowStart >= WINDOW_MS) this.openWindow();
    if (++this.lines > LINES_PER_WINDOW) return;
    const told = details === undefined ? '' : JSON.stringify(details).slice(0, LONGEST_LINE);
    this.logger[level]({ ...(told ? { details: told } : {}) }, message.slice(0, LONGEST_LINE));
  }

  /** What came out of the process's standard output or error. */
  writeOutput(chunk: Buffer): void {
    const lines = (this.rest + chunk.toString('utf8')).split('\n');
    this.rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    for (const line of lines) if (line.trim() !== '') this.write('warn', line);
  }

  private openWindow(): void {
    const left = this.lines - LINES_PER_WINDOW;
    if (left > 0) this.logger.warn({ lines: left }, 'lines of this plugin were left out');
    this.windowStart = this.now();
    this.lines = 0;
  }
}
