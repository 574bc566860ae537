import type { Clock } from '../../platform/clock.js';
import type { LiveQuestion } from './live-question.js';

const MOST_METRICS = 50_000;
/** Clocks of processes differ a little, and a page may begin to look a moment after it asked. */
const MARGIN_MS = 2000;

/** When points of which metrics were stored of late. */
export class NewsTimes {
  private readonly times = new Map<string, number>();
  /** Nothing is known of what was before. */
  private since: number;

  constructor(private readonly clock: Clock) {
    this.since = clock.now();
  }

  note(workspaceId: string, metrics: readonly string[] | null): void {
    if (this.times.size > MOST_METRICS) this.forget();
    for (const metric of metrics ?? ['']) this.times.set(`${workspaceId} ${metric}`, this.clock.now());
  }

  /** Called after a gap. */
  forget(): void {
    this.times.clear();
    this.since = this.clock.now();
  }

  /** Whether something may have been stored that numbers from `since` lack. */
  isNewsSince({ workspaceId, metrics }: LiveQuestion, since = this.clock.now()): boolean {
    const from = since - MARGIN_MS;
    return (
      from < this.since || ['', ...metrics].some((metric) => (this.times.get(`${workspaceId} ${metric}`) ?? 0) >= from)
    );
  }
}
