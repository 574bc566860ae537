import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Database } from './database.js';
import { DatabaseUrl } from './database-url.js';
import { dataSourceOptions } from './migrate.js';

/** Connections kept for the tables; the series store has its own pool beside it. */
const POOL_SIZE = 12;

/** Gives everybody {@link Database}. The database has been started and migrated before the app is made. */
@Global()
@Module({})
export class DatabaseModule {
  static of(url: string): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({
          ...dataSourceOptions(url),
          autoLoadEntities: true,
          retryAttempts: 0,
          extra: { max: POOL_SIZE },
        }),
      ],
      providers: [Database, { provide: DatabaseUrl, useValue: new DatabaseUrl(url) }],
      exports: [Database, DatabaseUrl],
    };
  }
}
