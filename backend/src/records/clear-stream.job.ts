import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Events } from '../platform/events.js';
import { defineJob, Jobs } from '../platform/jobs.js';
import { StreamRemoved } from './records.events.js';
import { RemovedStreams } from './removed-streams.service.js';

const ClearStream = defineJob<{ streamId: number }>('records.clear-stream', { expireSeconds: 3600, retries: 20 });

/** Removes the records of a deleted stream, in small steps. Interrupted, it goes on where it was. */
@Injectable()
export class ClearStreamJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly removed: RemovedStreams,
  ) {}

  onModuleInit(): void {
    this.events.on(StreamRemoved, ({ streamId }) => this.jobs.enqueue(ClearStream, { streamId }));
    this.jobs.register(ClearStream, async ({ streamId }, signal) => {
      while (await this.removed.clearSome(streamId)) signal.throwIfAborted();
    });
  }
}
