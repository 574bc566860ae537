import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../platform/logger-token.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { RecordsChanged } from './records.events.js';

const EVERY_MS = 250;

/** Tells all processes, at most four times a second, which streams have other records than before. */
@Injectable()
export class RecordsNews implements OnApplicationShutdown {
  private readonly pending = new Map<string, { workspaceId: string; stream: string }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly broadcast: Broadcast,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  add(workspaceId: string, stream: string): void {
    this.pending.set(`${workspaceId} ${stream}`, { workspaceId, stream });
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.send();
    }, EVERY_MS).unref();
  }

  private async send(): Promise<void> {
    const news = [...this.pending.values()];
    this.pending.clear();
    for (const one of news) {
      await this.broadcast.send(RecordsChanged, one).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'nobody was told of new records');
      });
    }
  }
}
