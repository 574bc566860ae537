import { Injectable } from '@nestjs/common';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import { MembersService } from '../members/members.service.js';
import { systemActor, type Actor } from '../platform/actor.js';
import { AppError, invalid } from '../platform/errors.js';
import { mentionsIn } from './mentions.js';

const MOST_MENTIONS = 20;

/** Who may be spoken to on a dashboard: members of the workspace who may see it. */
@Injectable()
export class AudienceService {
  constructor(
    private readonly members: MembersService,
    private readonly dashboards: DashboardsService,
  ) {}

  /** Those of these people who are members and may see the dashboard. Outside of a transaction. */
  async among(workspaceId: string, dashboardId: string, ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const members = await this.members.list(systemActor(workspaceId));
    const asked = members.filter((member) => ids.includes(member.id));
    return this.dashboards.audience(workspaceId, dashboardId, asked);
  }

  /** Who is mentioned in the text and was not `before`. Throws where one of them must not be. Outside of a transaction. */
  async requireMentions(
    { workspaceId }: Actor,
    dashboardId: string,
    text: string,
    before: readonly string[] = [],
  ): Promise<{ all: string[]; fresh: string[] }> {
    const all = mentionsIn(text);
    if (all.length > MOST_MENTIONS) throw refused(`At most ${String(MOST_MENTIONS)} people can be mentioned at once.`);
    const fresh = all.filter((id) => !before.includes(id));
    const known = await this.among(workspaceId, dashboardId, fresh);
    if (known.length < fresh.length)
      throw refused('Somebody who is mentioned here is no member of this workspace, or may not see this dashboard.');
    return { all, fresh };
  }

  /** What the dashboard is called; null where it has gone meanwhile. Outside of a transaction. */
  async titleOf(workspaceId: string, dashboardId: string): Promise<string | null> {
    try {
      const { document } = await this.dashboards.require(systemActor(workspaceId), dashboardId);
      return document.title;
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  }
}

const refused = (message: string) =>
  invalid('comment.mention-refused', message, { fields: [{ path: 'text', message }] });
