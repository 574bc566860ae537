import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('threads')
export class ThreadEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  workspaceId: string;

  /** Null where it is about an annotation, which may show on many dashboards. */
  @Column('uuid', { nullable: true })
  dashboardId: string | null;

  /** Null where it is about the whole dashboard. The panel may have been removed since. */
  @Column('text', { nullable: true })
  panelId: string | null;

  @Column('uuid', { nullable: true })
  annotationId: string | null;

  @Column('timestamptz')
  createdAt: Date;

  /** Of the last comment. */
  @Column('timestamptz')
  updatedAt: Date;

  @Column('timestamptz', { nullable: true })
  resolvedAt: Date | null;

  @Column('uuid', { nullable: true })
  resolvedBy: string | null;
}
