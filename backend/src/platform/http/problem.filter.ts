import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Problem } from '@quarterdeck/sdk/api/problem';
import type { Response } from 'express';
import { STATUS_CODES } from 'node:http';
import type { Logger } from 'pino';
import { AppError, type ErrorKind } from '../errors.js';
import { LOGGER } from '../logger-token.js';
import type { RouteRequest } from './implements.js';
import { ToldAs } from './told-as.js';

const STATUS: Record<ErrorKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  upstream: 502,
};

/** The only place where an error becomes an HTTP answer: an RFC 9457 problem document. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<RouteRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = problemOf(error, request.id);
    if (problem.status >= 500 && !(error instanceof ToldAs))
      this.logger.error({ err: error, requestId: request.id }, 'a request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { retryAfterMs } = problem;
    if (retryAfterMs !== undefined) response.setHeader('retry-after', Math.ceil(retryAfterMs / 1000));
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

/** A problem document for any error; what we did not expect says nothing about its inside. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof ToldAs) {
    const told = { status: error.status, title: STATUS_CODES[error.status] ?? 'Error' };
    return { ...problemOf(error.error, requestId), ...told, ...error.members };
  }
  if (error instanceof AppError) {
    const status = error.retryAfterMs === undefined || error.kind === 'upstream' ? STATUS[error.kind] : 429;
    const fields = error.fields ? { errors: [...error.fields] } : {};
    const wait = error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs };
    return { ...problem(status, error.code, error.message, requestId), ...fields, ...wait };
  }
  if (error instanceof HttpException) {
    const status = error.getStatus();
    return problem(
      status,
      `http.${String(status)}`,
      status === 404 ? 'There is nothing at this address.' : error.message,
      requestId,
    );
  }
  return problem(
    500,
    'internal',
    'Something went wrong on our side. Quote the request id when you ask for help.',
    requestId,
  );
}

const problem = (status: number, code: string, detail: string, requestId: string): Problem => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  code,
  detail,
  requestId,
});
