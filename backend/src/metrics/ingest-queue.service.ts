import { Injectable } from '@nestjs/common';
import { AppError } from '../platform/errors.js';
import { SeriesStore, type Delivery } from './series-store.js';

interface Waiting {
  readonly delivery: Delivery;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const WRITERS = 2;
const LARGEST_WRITE = 50_000;
/** 34 bytes each: about 70 MB. Beyond it senders are asked to wait. */
const MOST_WAITING = 2_000_000;

/**
 * Puts requests that arrive while the writers are busy together into one write. A request is answered when the write it
 * is part of has been committed.
 */
@Injectable()
export class IngestQueue {
  private waiting: Waiting[] = [];
  private waitingPoints = 0;
  private busy = 0;

  constructor(private readonly store: SeriesStore) {}

  write(delivery: Delivery): Promise<void> {
    if (this.waitingPoints > MOST_WAITING) {
      const sentence = 'The server is storing as fast as it can. Send these points again in a second.';
      throw new AppError('conflict', 'points.busy', sentence, { retryAfterMs: 1000 });
    }
    return new Promise((done, failed) => {
      this.waiting.push({ delivery, done, failed });
      this.waitingPoints += delivery.points.series.length;
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

  private take(): Waiting[] {
    let size = 0;
    let count = 0;
    for (const { delivery } of this.waiting) {
      const { length } = delivery.points.series;
      if (count > 0 && size + length > LARGEST_WRITE) break;
      size += length;
      count++;
    }
    this.waitingPoints -= size;
    return this.waiting.splice(0, count);
  }
}
