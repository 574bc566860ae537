import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('users')
export class UserEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  /** Always in lower case. */
  @Column('text', { unique: true })
  email!: string;

  @Column('text')
  name!: string;

  @Column('text')
  passwordHash!: string;

  @Column('timestamptz')
  createdAt!: Date;

  /** Where the next sign-in leads. */
  @Column('uuid', { nullable: true })
  lastWorkspaceId!: string | null;
}
