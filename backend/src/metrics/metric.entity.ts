import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('metrics')
export class MetricEntity {
  @PrimaryColumn('uuid')
  workspaceId: string;

  @PrimaryColumn('text')
  name: string;

  @Column('text')
  unit: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
