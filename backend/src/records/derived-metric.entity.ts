import type { DerivedAggregate, DerivedEvery } from '@quarterdeck/sdk/api/derived-metrics';
import type { RecordCondition } from '@quarterdeck/sdk/api/record-conditions';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('derived_metrics')
export class DerivedMetricEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('int')
  streamId!: number;

  @Column('text')
  metric!: string;

  @Column('text')
  aggregate!: DerivedAggregate;

  @Column('text', { nullable: true })
  field!: string | null;

  @Column('jsonb', { default: [] })
  labels!: string[];

  @Column('jsonb', { default: [] })
  conditions!: RecordCondition[];

  @Column('text')
  every!: DerivedEvery;

  @Column('text')
  timezone!: string;

  @Column('text', { default: '' })
  unit!: string;

  /** Deleted, and its points are still to be taken away. */
  @Column('boolean', { default: false })
  removed!: boolean;

  /** Set where all of its buckets are yet to be marked; another value with every change of its definition. */
  @Column('uuid', { nullable: true })
  rebuild!: string | null;

  /** Why its points cannot be made right. */
  @Column('text', { nullable: true })
  problem!: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}
