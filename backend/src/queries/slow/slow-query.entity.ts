import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('slow_queries')
@Index('slow_queries_workspace', ['workspaceId', 'id'])
export class SlowQueryEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  /** When it was asked. */
  @Column('timestamptz')
  at!: Date;

  @Column('int')
  durationMs!: number;

  @Column('text')
  outcome!: string;

  /** A built-in datasource, or the id of a connection. */
  @Column('text')
  source!: string;

  @Column('text')
  kind!: string;

  @Column('jsonb')
  input!: Record<string, unknown>;

  @Column('timestamptz')
  rangeFrom!: Date;

  @Column('timestamptz')
  rangeTo!: Date;

  /** The kind of actor. */
  @Column('text')
  askedBy!: string;

  /** Their titles as they were; null for a free question. */
  @Column('text', { nullable: true })
  dashboard!: string | null;

  @Column('text', { nullable: true })
  panel!: string | null;
}
