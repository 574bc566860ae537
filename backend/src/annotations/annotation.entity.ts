import type { Annotation, AnnotationColour } from '@quarterdeck/sdk/api/annotations';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('annotations')
@Index(['workspaceId', 'metric', 'fromAt'])
@Index(['dashboardId', 'fromAt'])
export class AnnotationEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  workspaceId: string;

  @Column('uuid', { nullable: true })
  dashboardId: string | null;

  @Column('text', { nullable: true })
  metric: string | null;

  @Column('jsonb', { default: {} })
  labels: Record<string, string>;

  @Column('timestamptz')
  fromAt: Date;

  /** Null marks a moment; a value makes it a span. */
  @Column('timestamptz', { nullable: true })
  toAt: Date | null;

  @Column('text')
  text: string;

  @Column('text', { array: true, default: [] })
  tags: string[];

  @Column('text', { default: 'info' })
  colour: AnnotationColour;

  @Column('text')
  source: Annotation['source'];

  @Column('uuid', { nullable: true })
  authorId: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  editedAt: Date | null;

  /** Rises by one with each change. */
  @Column('int', { default: 1 })
  version: number;
}
