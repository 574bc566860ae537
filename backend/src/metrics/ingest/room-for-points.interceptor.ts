import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { IngestQueue } from './ingest-queue.service.js';

/** Refuses a request for points before a byte of its body is read, where the queue is full. */
@Injectable()
export class RoomForPoints implements NestInterceptor {
  constructor(private readonly queue: IngestQueue) {}

  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    this.queue.requireRoom();
    return next.handle();
  }
}
