import type { Role } from '@quarterdeck/sdk/api/identity';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('memberships')
export class MembershipEntity {
  @PrimaryColumn('uuid')
  workspaceId!: string;

  @PrimaryColumn('uuid')
  userId!: string;

  @Column('text')
  role!: Role;

  @Column('timestamptz')
  createdAt!: Date;
}
