import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('series')
@Index(['workspaceId', 'metric'])
export class SeriesEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  @Column('uuid')
  workspaceId: string;

  @Column('text')
  metric: string;

  @Column('jsonb')
  labels: Record<string, string>;

  @Column('bytea')
  hash: Buffer;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
