import type { ImportMapping } from '@quarterdeck/sdk/api/imports';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity('imports')
@Index(['workspaceId', 'createdAt'])
export class ImportEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid')
  workspaceId: string;

  @Column('text')
  fileName: string;

  @Column('float8')
  fileBytes: number;

  @Column('jsonb')
  mapping: ImportMapping;

  @Column('text', { default: 'waiting' })
  status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'undone';

  @Column('float8', { default: 0 })
  readBytes: number;

  @Column('float8', { default: 0 })
  rows: number;

  @Column('float8', { default: 0 })
  refused: number;

  @Column('float8', { default: 0 })
  added: number;

  @Column('float8', { default: 0 })
  replaced: number;

  @Column('float8', { default: 0 })
  unchanged: number;

  @Column('int', { default: 0 })
  series: number;

  @Column('timestamptz', { nullable: true })
  fromAt: Date | null;

  @Column('timestamptz', { nullable: true })
  toAt: Date | null;

  @Column('text', { nullable: true })
  problem: string | null;

  /** Every point of it was new, and all of them lie in `import_parts`. */
  @Column('boolean', { default: false })
  undoable: boolean;

  @Column('uuid', { nullable: true })
  createdBy: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  progressAt: Date | null;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;
}
