import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('visits')
export class VisitEntity {
  @PrimaryColumn('uuid')
  workspaceId!: string;

  @PrimaryColumn('uuid')
  userId!: string;

  @PrimaryColumn('uuid')
  dashboardId!: string;

  @Column('timestamptz')
  openedAt!: Date;
}
