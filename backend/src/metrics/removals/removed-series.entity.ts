import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A series that was removed, with its workspace or by itself. Noted until no process can remember its id any more: nothing is
 * stored under it.
 */
@Entity('removed_series')
export class RemovedSeriesEntity {
  @PrimaryColumn('int')
  seriesId!: number;

  @Column('uuid')
  removalId!: string;

  /** When the last of its points was removed. */
  @Column('timestamptz', { nullable: true })
  goneAt!: Date | null;
}
