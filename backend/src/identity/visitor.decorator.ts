import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { parseCookie } from 'cookie';
import { SESSION_COOKIE } from '../platform/http/actor-resolvers.js';
import { requestOf } from '../platform/http/implements.js';
import type { Visitor } from './visitor.js';

/** Who stands at the door: for routes that are open to everybody. */
export const CurrentVisitor = createParamDecorator((_: unknown, context: ExecutionContext): Visitor => {
  const { actor, ip, headers } = requestOf(context);
  return { actor, address: ip ?? '', token: parseCookie(headers.cookie ?? '')[SESSION_COOKIE] };
});
