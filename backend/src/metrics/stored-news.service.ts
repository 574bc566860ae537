import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../platform/logger-token.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { PointsStored } from './metrics.events.js';

const EVERY_MS = 250;
const MOST_NAMES = 20;

/** Tells open pages, at most four times a second, which metrics have new points. */
@Injectable()
export class StoredNews implements OnApplicationShutdown {
  private readonly pending = new Map<string, Set<string>>();
  private timer: NodeJS.Timeout | undefined;
  private sentAt = -EVERY_MS;

  constructor(
    private readonly broadcast: Broadcast,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  add(workspaceId: string, metrics: Iterable<string>): void {
    const names = this.pending.get(workspaceId) ?? new Set();
    for (const name of metrics) names.add(name);
    this.pending.set(workspaceId, names);
    // The first news are told at once, those that follow closely together.
    const wait = Math.max(0, this.sentAt + EVERY_MS - performance.now());
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.sentAt = performance.now();
      void this.send();
    }, wait).unref();
  }

  private async send(): Promise<void> {
    const news = [...this.pending];
    this.pending.clear();
    for (const [workspaceId, names] of news) {
      const metrics = names.size > MOST_NAMES ? null : [...names];
      await this.broadcast.send(PointsStored, { workspaceId, metrics }).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'open pages were not told of new points');
      });
    }
  }
}
