import { Injectable } from '@nestjs/common';
import { parseCookie } from 'cookie';
import type { IncomingMessage } from 'node:http';
import type { Actor } from '../actor.js';
import { unauthenticated } from '../errors.js';
import type { TokenPrefix } from '../tokens.js';
import { tokenOf } from './authorization.js';

export const SESSION_COOKIE = 'qd_session';
type Resolve = (token: string) => Promise<Actor | undefined>;

/**
 * Turns what a request carries into an actor. Features register the kinds of token they know (sessions and API keys:
 * identity; share links: sharing), so that the platform knows none of them.
 */
@Injectable()
export class ActorResolvers {
  private readonly resolvers = new Map<TokenPrefix, Resolve>();

  /** Called once by a feature's module when it starts. */
  register(prefix: TokenPrefix, resolve: Resolve): void {
    this.resolvers.set(prefix, resolve);
  }

  /** Undefined where nothing was sent or the session has ended; throws for a token that is not valid. */
  async resolve(request: Pick<IncomingMessage, 'headers'>): Promise<Actor | undefined> {
    const token = tokenOf(request.headers.authorization);
    if (token !== undefined) return this.require(token);
    const session = parseCookie(request.headers.cookie ?? '')[SESSION_COOKIE];
    return session === undefined ? undefined : this.find(session);
  }

  /** For sockets, whose token comes in the handshake. Throws when it is not valid. */
  async require(token: string): Promise<Actor> {
    const actor = await this.find(token);
    if (!actor)
      throw unauthenticated('token.invalid', 'This key or link is not valid: it may have expired or been revoked.');
    return actor;
  }

  private async find(token: string): Promise<Actor | undefined> {
    for (const [prefix, resolve] of this.resolvers) if (token.startsWith(prefix)) return resolve(token);
    return undefined;
  }
}
