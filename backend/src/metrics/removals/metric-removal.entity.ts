import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A metric, or one of its series, that was deleted, and how many of its points are gone. */
@Entity('metric_removals')
@Index(['workspaceId', 'requestedAt'])
export class MetricRemovalEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  metric!: string;

  /** Of the one series; null for the whole metric. */
  @Column('jsonb', { nullable: true })
  labels!: Record<string, string> | null;

  @Column('timestamptz')
  requestedAt!: Date;

  @Column('double precision', { default: 0 })
  total!: number;

  @Column('double precision', { default: 0 })
  done!: number;

  @Column('timestamptz', { nullable: true })
  finishedAt!: Date | null;
}
