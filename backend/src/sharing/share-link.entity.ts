import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('share_links')
export class ShareLinkEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('uuid')
  dashboardId!: string;

  @Column('text')
  name!: string;

  @Column('bytea', { unique: true })
  tokenHash!: Buffer;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;

  /** At most a minute behind. */
  @Column('timestamptz', { nullable: true })
  lastUsedAt!: Date | null;
}
