import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What is left to do after a workspace was deleted. */
@Entity('workspace_removals')
export class RemovalEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('uuid', { nullable: true })
  requestedBy!: string | null;

  @Column('timestamptz')
  requestedAt!: Date;

  @Column('int')
  total!: number;

  @Column('int')
  done!: number;

  @Column('timestamptz', { nullable: true })
  finishedAt!: Date | null;
}
