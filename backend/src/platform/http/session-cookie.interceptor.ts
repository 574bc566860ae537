import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Session } from '@quarterdeck/sdk/api/identity';
import { stringifySetCookie } from 'cookie';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import { Config } from '../config.js';
import { SESSION_COOKIE } from './actor-resolvers.js';
import { requestOf } from './implements.js';
import { SESSION_MS } from '../session-life.js';
import type { Admission } from '../visitor.js';

/** Turns an {@link Admission} into the answer and its cookie. The token never stands in a body. */
@Injectable()
export class SessionCookieInterceptor implements NestInterceptor<Admission, Session | undefined> {
  constructor(private readonly config: Config) {}

  intercept(context: ExecutionContext, next: CallHandler<Admission>): Observable<Session | undefined> {
    const secure = this.config.publicUrl?.startsWith('https:') === true || requestOf(context).secure;
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map(({ session, token }) => {
        if (token !== undefined) response.append('set-cookie', cookieFor(token, secure));
        return session;
      }),
    );
  }
}

const cookieFor = (token: string | null, secure: boolean): string =>
  stringifySetCookie({
    name: SESSION_COOKIE,
    value: token ?? '',
    maxAge: token === null ? 0 : SESSION_MS / 1000,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
  });
