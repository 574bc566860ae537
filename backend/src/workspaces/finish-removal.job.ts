import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Events } from '../platform/events.js';
import { defineJob, Jobs } from '../platform/jobs.js';
import { RemovalsService } from './removals.service.js';
import { WorkspaceRemoved } from './workspaces.events.js';

const FinishRemoval = defineJob<{ removalId: string }>('workspaces.finish-removal', {
  expireSeconds: 3600,
  retries: 20,
});

/** Removes what a deleted workspace has left behind, in small steps. Interrupted, it goes on where it was. */
@Injectable()
export class FinishRemovalJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly removals: RemovalsService,
  ) {}

  onModuleInit(): void {
    this.events.on(WorkspaceRemoved, ({ removalId }) => this.jobs.enqueue(FinishRemoval, { removalId }, removalId));
    this.jobs.register(FinishRemoval, async ({ removalId }, signal) => {
      while (await this.removals.continue(removalId)) signal.throwIfAborted();
    });
  }
}
