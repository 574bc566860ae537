import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { catchError, map, throwError, type Observable } from 'rxjs';
import { refusalOf, toldAs } from './wire-refusals.js';
import type { Written } from './wire.service.js';

/**
 * Answers as remote write wants it: an empty 204 only where all was taken, 400 where something never will be, and in both
 * cases how many samples were. https://prometheus.io/docs/specs/prw/remote_write_spec_2_0#response
 */
@Injectable()
export class RemoteWriteInterceptor implements NestInterceptor<Written, undefined> {
  intercept(context: ExecutionContext, next: CallHandler<Written>): Observable<undefined> {
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map((outcome) => {
        tellWritten(response, outcome.written);
        const notKept = leftOut(outcome);
        if (outcome.refused > 0 || notKept.length > 0) throw refusalOf('sample', outcome, notKept);
        return undefined;
      }),
      catchError((error: unknown) => throwError(() => toldAs(error))),
    );
  }
}

function tellWritten(response: Response, samples: number): void {
  response.setHeader('x-prometheus-remote-write-samples-written', samples);
  response.setHeader('x-prometheus-remote-write-histograms-written', 0);
  response.setHeader('x-prometheus-remote-write-exemplars-written', 0);
}

const leftOut = ({ exemplars, histograms }: Written): string[] => [
  ...(histograms > 0 ? ['Native histograms are not kept: send classic ones (send_native_histograms: false).'] : []),
  ...(exemplars > 0 ? ['Exemplars are not kept: do not send them (send_exemplars: false).'] : []),
];
