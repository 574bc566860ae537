import { Injectable } from '@nestjs/common';
import type { Whereabouts, WhereaboutsParams } from '@quarterdeck/sdk/api/workspaces';
import type { Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';

/** The tables by the first word of the addresses that people send each other. */
const TABLES: Record<WhereaboutsParams['kind'], string> = {
  dashboards: 'dashboards',
  connections: 'connections',
  imports: 'imports',
};

/** An address that leads to nothing here may lead to something in another workspace of the same person. */
@Injectable()
export class WhereaboutsService {
  constructor(private readonly database: Database) {}

  /** Called by a page that found nothing. Says nothing about workspaces that the person does not belong to. */
  async find({ id: userId, workspaceId }: Actor, { kind, id }: WhereaboutsParams): Promise<Whereabouts> {
    const [workspace] = await this.database.asSystem(() =>
      this.database.sql<{ id: string; name: string }>(
        `select w.id, w.name from ${TABLES[kind]} thing
           join memberships m on m.workspace_id = thing.workspace_id and m.user_id = $2
           join workspaces w on w.id = thing.workspace_id
          where thing.id = $1 and w.id <> $3`,
        [id, userId, workspaceId],
      ),
    );
    return { workspace: workspace ?? null };
  }
}
