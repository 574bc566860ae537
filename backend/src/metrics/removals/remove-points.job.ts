import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Events } from '../../platform/events.js';
import { defineJob, Jobs } from '../../platform/jobs.js';
import { MetricRemovals } from './metric-removals.service.js';
import { MetricRemoved } from '../metrics.events.js';

const RemovePoints = defineJob<{ removalId: string }>('metrics.remove-points', { expireSeconds: 3600, retries: 20 });

/** Removes the points of deleted metrics and series in small steps. Interrupted, it goes on where it was. */
@Injectable()
export class RemovePointsJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly removals: MetricRemovals,
  ) {}

  onModuleInit(): void {
    this.events.on(MetricRemoved, ({ removalId }) => this.jobs.enqueue(RemovePoints, { removalId }, removalId));
    this.jobs.register(RemovePoints, async ({ removalId }, signal) => {
      while (await this.removals.continue(removalId)) signal.throwIfAborted();
    });
  }
}
