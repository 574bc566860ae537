import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('notifications')
export class NotificationEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  workspaceId: string;

  /** Whose news it is. */
  @Column('uuid')
  userId: string;

  @Column('text')
  kind: string;

  /** What it is about, once a person: told twice, it is there once. */
  @Column('text')
  key: string;

  /** Where that lies, `dashboard:<id>`: whoever may not see it is not shown the news. Null for what everybody sees. */
  @Column('text', { nullable: true })
  place: string | null;

  @Column('uuid', { nullable: true })
  personId: string | null;

  @Column('jsonb', { default: {} })
  facts: Record<string, string>;

  @Column('text')
  link: string;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  readAt: Date | null;
}
