import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('sessions')
export class SessionEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('bytea', { unique: true })
  tokenHash!: Buffer;

  @Column('uuid')
  userId!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  /** What the browser said it is when the session began. */
  @Column('text')
  userAgent!: string;

  /** Where it was last seen from. */
  @Column('text')
  address!: string;

  /** At most a minute behind. */
  @Column('timestamptz')
  lastSeenAt!: Date;
}
