import type { Role } from '@quarterdeck/sdk/api/identity';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('invitations')
export class InvitationEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  /** What those become who join with it. */
  @Column('text')
  role!: Role;

  /** For whom, in the inviter's words. */
  @Column('text')
  label!: string;

  @Column('text', { nullable: true })
  email!: string | null;

  @Column('bytea', { unique: true })
  tokenHash!: Buffer;

  @Column('int')
  mostUses!: number;

  @Column('int')
  uses!: number;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;
}
