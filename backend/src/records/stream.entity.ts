import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('streams')
export class StreamEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  name!: string;

  @Column('text', { default: '' })
  description!: string;

  /** Where its records come from; null where they are sent. */
  @Column('uuid', { nullable: true })
  connectionId!: string | null;

  /** What its source says of its fields, by their names. */
  @Column('jsonb', { default: {} })
  fields!: Record<string, FieldHint>;

  /** Counted as records come and go. */
  @Column('bigint', { default: 0 })
  rows!: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt!: Date;
}

export interface FieldHint {
  readonly type?: string;
  readonly unit?: string;
  readonly title?: string;
}
