import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { parseCookie } from 'cookie';
import { SESSION_COOKIE } from './actor-resolvers.js';
import { requestOf } from './implements.js';
import type { Visitor } from '../visitor.js';

const LONGEST_AGENT = 300;

/** Who stands at the door: for routes that are open to everybody, and those that concern the session itself. */
export const CurrentVisitor = createParamDecorator((_: unknown, context: ExecutionContext): Visitor => {
  const { actor, ip, headers } = requestOf(context);
  return {
    actor,
    address: ip ?? '',
    userAgent: (headers['user-agent'] ?? '').slice(0, LONGEST_AGENT),
    token: parseCookie(headers.cookie ?? '')[SESSION_COOKIE],
  };
});
