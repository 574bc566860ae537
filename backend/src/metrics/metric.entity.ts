import type { Additivity, MetricAggregate, MetricKind } from '@quarterdeck/sdk/api/metrics';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('metrics')
export class MetricEntity {
  @PrimaryColumn('uuid')
  workspaceId: string;

  @PrimaryColumn('text')
  name: string;

  @Column('text')
  unit: string;

  @Column('text', { default: 'gauge' })
  kind: MetricKind;

  @Column('text', { default: 'additive' })
  additivity: Additivity;

  @Column('text', { default: 'avg' })
  defaultAggregate: MetricAggregate;

  @Column('text', { default: '' })
  description: string;

  /** For how many days its numbers are kept; null for ever. */
  @Column('int', { nullable: true })
  keepDays: number | null;

  /** When somebody last said what the metric is; what senders say counts until then. */
  @Column('timestamptz', { nullable: true })
  describedAt: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
