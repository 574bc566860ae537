import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A series of a deleted workspace whose points are still there. */
@Entity('removed_series')
export class RemovedSeriesEntity {
  @PrimaryColumn('int')
  seriesId!: number;

  @Column('uuid')
  removalId!: string;
}
