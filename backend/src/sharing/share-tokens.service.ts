import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { unauthenticated } from '../platform/errors.js';
import { hashToken } from '../platform/tokens.js';
import { ShareLinkEntity } from './share-link.entity.js';

/** How far behind `lastUsedAt` may be: looking must not write a row with every request. */
const USE_STEP_MS = 60_000;

/** Turns the token of a share link into an actor: a viewer who can see one dashboard. */
@Injectable()
export class ShareTokensService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Called for every request with such a token. Never from memory: a revoked link is refused everywhere at once. */
  resolve(token: string): Promise<Actor | undefined> {
    const now = this.clock.now();
    return this.database.asSystem(async () => {
      const links = this.database.repository(ShareLinkEntity);
      const link = await links.findOneBy({ tokenHash: hashToken(token) });
      if (!link) return undefined;
      requireOpen(link, now);
      const { id, workspaceId, lastUsedAt } = link;
      if (now - (lastUsedAt?.getTime() ?? 0) >= USE_STEP_MS) await links.update({ id }, { lastUsedAt: new Date(now) });
      return { kind: 'share-link', id, workspaceId, role: 'viewer' };
    });
  }
}

/** Who holds a link may know why it is closed: the page says so instead of showing a sign-in form. */
function requireOpen({ revokedAt, expiresAt }: ShareLinkEntity, now: number): void {
  if (revokedAt) throw unauthenticated('share-link.revoked', 'This link was withdrawn. Ask for a new one.');
  if (expiresAt.getTime() <= now)
    throw unauthenticated('share-link.expired', 'This link has expired. Ask for a new one.');
}
