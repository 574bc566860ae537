import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('connections')
export class ConnectionEntity {
  /** Made before the row: the secrets are bound to it. */
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  name!: string;

  /** `datasource-json@1`. */
  @Column('text')
  plugin!: string;

  @Column('jsonb')
  config!: Record<string, unknown>;

  /** Encrypted JSON. */
  @Column('bytea')
  secrets!: Buffer;

  @Column('text', { array: true })
  secretNames!: string[];

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;
}
