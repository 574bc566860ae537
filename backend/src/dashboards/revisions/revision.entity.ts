import type { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import type { Change } from '@quarterdeck/sdk/api/document-changes';
import type { RevisionAuthor } from '@quarterdeck/sdk/api/revisions';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A save of a dashboard. Written once, never changed. */
@Entity('dashboard_revisions')
export class RevisionEntity {
  @PrimaryColumn('uuid')
  dashboardId: string;

  @PrimaryColumn('int')
  version: number;

  @Column('uuid')
  workspaceId: string;

  @Column('jsonb')
  document: DashboardDocument;

  /** What it did to the version before; null for the first, and where it was not kept yet. */
  @Column('jsonb', { nullable: true })
  changes: Change[] | null;

  @Column('text', { default: '' })
  note: string;

  @Column('text')
  authorKind: RevisionAuthor['kind'];

  /** Only people are referred to. */
  @Column('uuid', { nullable: true })
  authorId: string | null;

  @Column('int', { nullable: true })
  restoredFrom: number | null;

  @Column('timestamptz')
  savedAt: Date;
}
