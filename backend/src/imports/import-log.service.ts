import { Injectable } from '@nestjs/common';
import type { RefusedRow } from '@quarterdeck/sdk/api/imports';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/database.js';
import type { PointColumns } from '../metrics/metrics.service.js';
import { ImportEntity } from './import.entity.js';
import { packPoints } from './import-parts.js';

type Counts = Pick<
  ImportEntity,
  'readBytes' | 'rows' | 'refused' | 'added' | 'replaced' | 'unchanged' | 'series' | 'fromAt' | 'toAt' | 'undoable'
>;

/** One batch that has been stored, as it is written down. */
export interface Progress {
  readonly counts: Counts;
  readonly refusals: readonly RefusedRow[];
  /** Null where it need not be remembered: nothing was stored, or the import cannot be undone any more. */
  readonly part: { readonly number: number; readonly points: PointColumns } | null;
}

/** What an import has done so far, written down batch by batch. */
@Injectable()
export class ImportLog {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Called by the run after each batch. False when the import was cancelled meanwhile; what was stored counts all the same. */
  async note(actor: Actor, id: string, { counts, refusals, part }: Progress): Promise<boolean> {
    const { workspaceId } = actor;
    const packed = part ? await packPoints(part.points) : undefined;
    return this.database.within(actor, async () => {
      const imports = this.database.repository(ImportEntity);
      await imports.update({ id, workspaceId }, { ...counts, progressAt: this.clock.date() });
      await this.database.sql(
        `insert into import_refusals (workspace_id, import_id, line, reason, content)
         select $1, $2, * from unnest($3::int[], $4::text[], $5::text[]) on conflict do nothing`,
        [workspaceId, id, ...columnsOf(refusals)],
      );
      if (part) {
        await this.database.sql(
          'insert into import_parts (workspace_id, import_id, number, points) values ($1, $2, $3, $4)',
          [workspaceId, id, part.number, packed],
        );
      }
      if (!counts.undoable) await this.forgetParts(id);
      return imports.existsBy({ id, workspaceId, status: 'running' });
    });
  }

  /** Called by the run when it ends. One that was cancelled meanwhile stays so. */
  async finish(actor: Actor, id: string, status: 'done' | 'failed', problem: string | null): Promise<void> {
    const { workspaceId } = actor;
    await this.database.within(actor, async () => {
      const imports = this.database.repository(ImportEntity);
      await imports.update({ id, workspaceId, status: 'running' }, { status, problem });
      await imports.update({ id, workspaceId }, { finishedAt: this.clock.date() });
    });
  }

  private async forgetParts(id: string): Promise<void> {
    await this.database.sql('delete from import_parts where import_id = $1', [id]);
  }
}

/** NUL is the one letter that PostgreSQL does not store. */
const columnsOf = (rows: readonly RefusedRow[]) => [
  rows.map(({ line }) => line),
  rows.map(({ reason }) => reason.replaceAll('\0', '')),
  rows.map(({ row }) => row.replaceAll('\0', '')),
];
