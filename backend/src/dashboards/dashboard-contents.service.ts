import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FoldersService } from '../folders/folders.service.js';
import { Database } from '../platform/database/database.js';

/** Tells folders which dashboards lie in them: dashboards stand on a later deck, so they offer it. */
@Injectable()
export class DashboardContents implements OnModuleInit {
  constructor(
    private readonly folders: FoldersService,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.folders.bindContents({ count: (id) => this.count(id), move: (from, to) => this.move(from, to) });
  }

  private async count(folderId: string): Promise<number> {
    const [row] = await this.database.sql<{ n: number }>(
      'select count(*)::int as n from dashboards where folder_id = $1 and deleted_at is null',
      [folderId],
    );
    return row?.n ?? 0;
  }

  /** What lies in the trash goes along: out of there it comes back to where it would be. */
  private async move(from: string, to: string | null): Promise<void> {
    await this.database.sql('update dashboards set folder_id = $2 where folder_id = $1', [from, to]);
  }
}
