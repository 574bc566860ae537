import type { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('dashboards')
@Index(['workspaceId'])
export class DashboardEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  workspaceId: string;

  /** Rises by one with each save. */
  @Column('int', { default: 1 })
  version: number;

  @Column('jsonb')
  document: DashboardDocument;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt: Date;

  @Column('uuid', { nullable: true })
  updatedBy: string | null;
}
