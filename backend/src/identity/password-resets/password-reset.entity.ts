import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The link that was mailed last to somebody who is locked out. */
@Entity('password_resets')
export class PasswordResetEntity {
  @PrimaryColumn('uuid')
  userId!: string;

  @Column('bytea', { unique: true })
  tokenHash!: Buffer;

  @Column('timestamptz')
  expiresAt!: Date;
}
