import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { catchError, map, throwError, type Observable } from 'rxjs';
import type { AppError } from '../../platform/errors.js';
import { PARTLY_REFUSED, refusalOf, toldAs } from './wire-refusals.js';
import type { Written } from './wire.service.js';

/**
 * Answers as InfluxDB does: an empty 204 where all was taken, else 400 with a sentence that begins with `partial write`, in
 * `error` for clients of version 1 and in `message` for those of version 2: by these they know that the rest was stored.
 * https://docs.influxdata.com/influxdb/v1/tools/api/#write-http-endpoint
 */
@Injectable()
export class LinesInterceptor implements NestInterceptor<Written, undefined> {
  intercept(_: ExecutionContext, next: CallHandler<Written>): Observable<undefined> {
    return next.handle().pipe(
      map((outcome) => {
        if (outcome.refused > 0) throw refusalOf('line', outcome);
        return undefined;
      }),
      catchError((error: unknown) => throwError(() => toldAs(error, inTheirWords))),
    );
  }
}

/** Telegraf forgets what it sent where it reads `partial write`, so nothing else may say so. */
function inTheirWords({ code, message }: AppError): Record<string, string> {
  const sentence = code === PARTLY_REFUSED ? `partial write: ${message}` : message;
  return { error: sentence, message: sentence };
}
