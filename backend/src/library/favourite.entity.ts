import { Entity, PrimaryColumn } from 'typeorm';

@Entity('favourites')
export class FavouriteEntity {
  @PrimaryColumn('uuid')
  workspaceId!: string;

  @PrimaryColumn('uuid')
  userId!: string;

  @PrimaryColumn('uuid')
  dashboardId!: string;
}
