import type { NextFunction, Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Measurements } from './measurements.js';
import type { RouteRequest } from './implements.js';

/** Names every request, measures it, and writes a line about it: the path without its query, never a header or a body. */
export function requestLog(logger: Logger, { requests }: Measurements) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const began = performance.now();
    const { method, path } = request;
    const id = randomUUID();
    (request as RouteRequest).id = id;
    response.setHeader('x-request-id', id);
    response.on('close', () => {
      const ms = performance.now() - began;
      const status = response.writableFinished ? response.statusCode : 499;
      const route = (request.route as { path?: string } | undefined)?.path ?? 'other';
      requests.observe({ method, route, status }, ms / 1000);
      const line = { requestId: id, method, path, status, ms: Math.round(ms * 10) / 10 };
      if (status >= 500) logger.warn(line, 'request');
      else logger.debug(line, 'request');
    });
    next();
  };
}
