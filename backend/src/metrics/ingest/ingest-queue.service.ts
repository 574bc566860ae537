import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config.js';
import { AppError } from '../../platform/errors.js';
import { Measurements } from '../../platform/http/measurements.js';
import { SeriesStore, type Delivery } from '../series-store.js';

interface Waiting {
  readonly delivery: Delivery;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const WRITERS = 2;
const LARGEST_WRITE = 50_000;

/**
 * Puts requests that arrive while the writers are busy together into one write. A request is answered when the write it
 * is part of has been committed.
 */
@Injectable()
export class IngestQueue {
  private waiting: Waiting[] = [];
  private waitingPoints = 0;
  private busy = 0;

  constructor(
    private readonly store: SeriesStore,
    private readonly config: Config,
    private readonly measurements: Measurements,
  ) {}

  /**
   * Called before a body is read, and again with what was in it: throws `points.busy` where too many points wait already.
   * However few may wait, what comes to an empty queue is taken.
   */
  requireRoom(points = 1): void {
    if (this.waitingPoints === 0 || this.waitingPoints + points <= this.config.mostWaitingPoints) return;
    const sentence = 'The server is storing as fast as it can. Send these points again in a second.';
    throw new AppError('conflict', 'points.busy', sentence, { retryAfterMs: 1000 });
  }

  write(delivery: Delivery): Promise<void> {
    this.requireRoom(delivery.points.series.length);
    return new Promise((done, failed) => {
      this.waiting.push({ delivery, done, failed });
      this.count(delivery.points.series.length);
      this.pump();
    });
  }

  private pump(): void {
    while (this.busy < WRITERS && this.waiting.length > 0) {
      const batch = this.take();
      this.busy++;
      void this.store
        .write(batch.map(({ delivery }) => delivery))
        .then(
          () => {
            for (const { done } of batch) done();
          },
          (error: unknown) => {
            for (const { failed } of batch) failed(error);
          },
        )
        .finally(() => {
          this.busy--;
          this.pump();
        });
    }
  }

  private count(more: number): void {
    this.waitingPoints += more;
    this.measurements.pointsWaiting.set(this.waitingPoints);
  }

  private take(): Waiting[] {
    let size = 0;
    let count = 0;
    for (const { delivery } of this.waiting) {
      const { length } = delivery.points.series;
      if (count > 0 && size + length > LARGEST_WRITE) break;
      size += length;
      count++;
    }
    this.count(-size);
    return this.waiting.splice(0, count);
  }
}
