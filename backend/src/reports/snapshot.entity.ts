import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('snapshots')
export class SnapshotEntity {
  @PrimaryColumn('uuid')
  workspaceId: string;

  /** SHA-256 of the content, in hex. */
  @PrimaryColumn('text')
  id: string;

  @Column('uuid')
  dashboardId: string;

  @Column('bytea')
  content: Buffer;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
