import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That somebody was removed from a workspace, and when last. */
@Entity('member_removals')
export class MemberRemovalEntity {
  @PrimaryColumn('uuid')
  workspaceId!: string;

  @PrimaryColumn('uuid')
  userId!: string;

  @Column('timestamptz')
  removedAt!: Date;
}
