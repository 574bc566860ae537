import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('comment_edits')
export class CommentEditEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  workspaceId: string;

  @Column('uuid')
  commentId: string;

  @Column('timestamptz')
  editedAt: Date;

  /** What the comment said before this change. */
  @Column('text')
  before: string;
}
