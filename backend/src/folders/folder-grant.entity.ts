import type { FolderRight } from '@quarterdeck/sdk/api/folders';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('folder_grants')
export class FolderGrantEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid')
  workspaceId!: string;

  @Column('uuid')
  folderId!: string;

  /** Null is everybody. */
  @Column('uuid', { nullable: true })
  userId!: string | null;

  @Column('text')
  granted!: FolderRight;
}
