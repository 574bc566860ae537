import type { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('dashboards')
@Index(['workspaceId'])
export class DashboardEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  workspaceId: string;

  /** Null at the top. */
  @Column('uuid', { nullable: true })
  folderId: string | null;

  /** Rises by one with each save. */
  @Column('int', { default: 1 })
  version: number;

  @Column('jsonb')
  document: DashboardDocument;

  /** What it is found by, kept by the database beside the document. */
  @Column({ type: 'text', select: false, insert: false, update: false, default: '' })
  searchText: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt: Date;

  @Column('uuid', { nullable: true })
  updatedBy: string | null;

  /** Since when it lies in the trash; null for every other dashboard. */
  @Index('dashboards_trash', { where: 'deleted_at is not null' })
  @Column('timestamptz', { nullable: true })
  deletedAt: Date | null;

  @Column('uuid', { nullable: true })
  deletedBy: string | null;
}
