import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('api_keys')
export class ApiKeyEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  name!: string;

  /** The first characters, to tell keys apart. */
  @Column('text')
  hint!: string;

  @Column('bytea', { unique: true })
  tokenHash!: Buffer;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  /** Null: until it is revoked. */
  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  /** At most a minute behind. */
  @Column('timestamptz', { nullable: true })
  lastUsedAt!: Date | null;
}
