import { Injectable } from '@nestjs/common';
import { AppError } from '../platform/errors.js';
import type { PointColumns } from './binary-copy.js';
import { SeriesStore } from './series-store.js';

interface Waiting {
  readonly points: PointColumns;
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

  write(points: PointColumns): Promise<void> {
    if (this.waitingPoints > MOST_WAITING) {
      const sentence = 'The server is storing as fast as it can. Send these points again in a second.';
      throw new AppError('conflict', 'points.busy', sentence, { retryAfterMs: 1000 });
    }
    return new Promise((done, failed) => {
      this.waiting.push({ points, done, failed });
      this.waitingPoints += points.series.length;
      this.pump();
    });
  }

  private pump(): void {
    while (this.busy < WRITERS && this.waiting.length > 0) {
      const batch = this.take();
      this.busy++;
      void this.store
        .write(join(batch.map(({ points }) => points)))
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
    for (const { points } of this.waiting) {
      if (count > 0 && size + points.series.length > LARGEST_WRITE) break;
      size += points.series.length;
      count++;
    }
    this.waitingPoints -= size;
    return this.waiting.splice(0, count);
  }
}

function join(parts: readonly PointColumns[]): PointColumns {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const length = parts.reduce((sum, { series }) => sum + series.length, 0);
  const joined = { series: new Int32Array(length), times: new Float64Array(length), values: new Float64Array(length) };
  let at = 0;
  for (const { series, times, values } of parts) {
    joined.series.set(series, at);
    joined.times.set(times, at);
    joined.values.set(values, at);
    at += series.length;
  }
  return joined;
}
