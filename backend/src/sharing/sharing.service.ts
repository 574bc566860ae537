import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { CreatedShareLink, NewShareLink, ShareLink } from '@quarterdeck/sdk/api/sharing';
import { IsNull } from 'typeorm';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import { authorOf, type Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import { forbidden, notFound } from '../platform/errors.js';
import { Events } from '../platform/events.js';
import { Broadcast } from '../platform/realtime/broadcast.js';
import { createToken, hashToken } from '../platform/tokens.js';
import { requireExpiry } from './share-expiry.js';
import { ShareLinkEntity } from './share-link.entity.js';
import { ShareLinkCreated, ShareLinkNews, ShareLinkRevoked } from './sharing.events.js';

/** Read-only links to one dashboard. */
@Injectable()
export class SharingService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly dashboards: DashboardsService,
    private readonly events: Events,
    private readonly broadcast: Broadcast,
    private readonly clock: Clock,
  ) {}

  /** Pages that are open through a revoked link are closed, in whichever process they are. */
  onModuleInit(): void {
    this.dashboards.bindWatching('share-link', async (actor) => (await this.requireLink(actor)).dashboardId);
    this.events.on(ShareLinkRevoked, ({ linkId }) => this.broadcast.send(ShareLinkNews, { linkId }));
    this.broadcast.on(ShareLinkNews, ({ linkId }) => {
      this.dashboards.endWatching(linkId);
    });
  }

  /** Called by the share dialog: all links of a dashboard, the ended ones too. */
  async list(actor: Actor, dashboardId: string): Promise<ShareLink[]> {
    await this.dashboards.require(actor, dashboardId, 'edit');
    const found = await this.database.within(actor, () =>
      this.database.repository(ShareLinkEntity).find({ where: { dashboardId }, order: { createdAt: 'ASC' } }),
    );
    return found.map(toShareLink);
  }

  /** Called by the share dialog. The token is in this answer and nowhere else. */
  async create(actor: Actor, dashboardId: string, { name, expiresAt }: NewShareLink): Promise<CreatedShareLink> {
    await this.dashboards.require(actor, dashboardId, 'edit');
    const end = requireExpiry(expiresAt, this.clock.now());
    const token = createToken('qd_share_');
    const link = await this.database.within(actor, async () => {
      const made = await this.database.repository(ShareLinkEntity).save({
        workspaceId: actor.workspaceId,
        dashboardId,
        name,
        tokenHash: hashToken(token),
        createdBy: authorOf(actor),
        createdAt: this.clock.date(),
        expiresAt: end,
        revokedAt: null,
        lastUsedAt: null,
      });
      const { workspaceId } = actor;
      await this.events.announce(ShareLinkCreated, { workspaceId, linkId: made.id, name: made.name });
      return made;
    });
    return { link: toShareLink(link), token };
  }

  /** Called by the share dialog. From now on the link opens nothing. Revoking it again changes nothing. */
  async revoke(actor: Actor, id: string): Promise<void> {
    await this.database.within(actor, async () => {
      const links = this.database.repository(ShareLinkEntity);
      const link = await links.findOneBy({ id });
      if (!link) throw notFound('share link', id);
      await this.dashboards.require(actor, link.dashboardId, 'edit');
      const { affected } = await links.update({ id, revokedAt: IsNull() }, { revokedAt: this.clock.date() });
      if (affected) await this.events.announce(ShareLinkRevoked, { workspaceId: actor.workspaceId, linkId: id });
    });
  }

  /** The link that somebody looks through. Throws for everybody who does not. */
  async requireLink(actor: Actor): Promise<ShareLink> {
    if (actor.kind !== 'share-link')
      throw forbidden('share-link.needed', 'This is read with the token of a share link.');
    const link = await this.database.within(actor, () =>
      this.database.repository(ShareLinkEntity).findOneBy({ id: actor.id }),
    );
    if (!link) throw notFound('share link', actor.id);
    return toShareLink(link);
  }
}

const toShareLink = (link: ShareLinkEntity): ShareLink => ({
  id: link.id,
  dashboardId: link.dashboardId,
  name: link.name,
  createdAt: link.createdAt.toISOString(),
  expiresAt: link.expiresAt.toISOString(),
  revokedAt: link.revokedAt?.toISOString() ?? null,
  lastUsedAt: link.lastUsedAt?.toISOString() ?? null,
});
