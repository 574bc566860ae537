import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('comments')
export class CommentEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  workspaceId: string;

  @Column('uuid')
  threadId: string;

  /** Its place in the thread. */
  @Column('int')
  position: number;

  @Column('uuid', { nullable: true })
  authorId: string | null;

  /** Markdown as it was written; empty once deleted. */
  @Column('text')
  text: string;

  @Column('uuid', { array: true, default: [] })
  mentions: string[];

  @Column('int', { default: 1 })
  version: number;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  editedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  deletedAt: Date | null;
}
