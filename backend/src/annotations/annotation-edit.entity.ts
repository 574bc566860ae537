import type { AnnotationEdit } from '@quarterdeck/sdk/api/annotations';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('annotation_edits')
export class AnnotationEditEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  workspaceId: string;

  @Column('uuid')
  annotationId: string;

  @Column('uuid', { nullable: true })
  editorId: string | null;

  @Column('timestamptz')
  editedAt: Date;

  /** What the note said before this change. */
  @Column('jsonb')
  before: AnnotationEdit['before'];
}
