import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { WorkspacesService, type RemovalPart } from '../workspaces/workspaces.service.js';
import { RecordStore } from './record-store.service.js';

const AT_ONCE = 5000;

/** The records of deleted streams and workspaces. Without their stream nobody can reach them any more; they only take up room. */
@Injectable()
export class RemovedStreams implements RemovalPart, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: RecordStore,
    private readonly workspaces: WorkspacesService,
  ) {}

  onModuleInit(): void {
    this.workspaces.registerRemoval(this);
  }

  async note(workspaceId: string, removalId: string): Promise<number> {
    const noted = await this.database.sql(
      'insert into removed_streams (stream_id, removal_id) select id, $2 from streams where workspace_id = $1 returning 1',
      [workspaceId, removalId],
    );
    return noted.length;
  }

  /** A step that is interrupted is done again: the note goes after the records. */
  async removeSome(removalId: string): Promise<number> {
    const [noted] = await this.database.asSystem(() =>
      this.database.sql<{ id: number }>(
        'select stream_id as id from removed_streams where removal_id = $1 order by 1 limit 1',
        [removalId],
      ),
    );
    if (!noted) return 0;
    const removed = await this.store.clear(noted.id, AT_ONCE);
    if (removed === 0) {
      await this.database.asSystem(() =>
        this.database.sql('delete from removed_streams where stream_id = $1', [noted.id]),
      );
    }
    return 1;
  }

  /** Of a stream that is gone; true while there may be more. */
  async clearSome(streamId: number): Promise<boolean> {
    return (await this.store.clear(streamId, AT_ONCE)) > 0;
  }
}
