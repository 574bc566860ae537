import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('audit_entries')
export class AuditEntryEntity {
  @PrimaryColumn('bigint')
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  /** Of the event that is told; once in each workspace. */
  @Column('bigint')
  eventId!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  kind!: string;

  @Column('text')
  actorKind!: string;

  @Column('text')
  actorId!: string;

  /** As it was then. */
  @Column('text')
  actorName!: string;

  @Column('text', { nullable: true })
  address!: string | null;

  @Column('text')
  subjectKind!: string;

  @Column('text')
  subjectId!: string;

  @Column('text')
  subjectName!: string;

  @Column('jsonb')
  details!: Record<string, string | number | boolean | null>;
}
