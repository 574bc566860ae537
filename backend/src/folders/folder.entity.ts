import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('folders')
export class FolderEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  /** Null at the top. */
  @Column('uuid', { nullable: true })
  parentId!: string | null;

  @Column('text')
  name!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('uuid', { nullable: true })
  createdBy!: string | null;
}
