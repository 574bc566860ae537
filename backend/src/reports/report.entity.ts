import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('reports')
@Index(['workspaceId', 'createdAt'])
export class ReportEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  workspaceId: string;

  @Column('uuid')
  dashboardId: string;

  @Column('text')
  snapshotId: string;

  @Column('text')
  title: string;

  @Column('text')
  status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

  @Column('float8', { default: 0 })
  progress: number;

  @Column('text', { nullable: true })
  problem: string | null;

  /** The PDF. Only who asks for the column gets it. */
  @Column('bytea', { nullable: true, select: false })
  file: Buffer | null;

  @Column('uuid', { nullable: true })
  createdBy: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;
}
