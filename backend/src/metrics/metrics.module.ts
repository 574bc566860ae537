import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClosedPartsUpkeep } from './closed-parts-upkeep.service.js';
import { IngestQueue } from './ingest-queue.service.js';
import { WorkspacesModule } from '../workspaces/workspaces.module.js';
import { MetricContentsController } from './metric-contents.controller.js';
import { MetricContentsService } from './metric-contents.service.js';
import { MetricDefinitions } from './metric-definitions.service.js';
import { MetricRemovalEntity } from './metric-removal.entity.js';
import { MetricRemovals } from './metric-removals.service.js';
import { RemovePointsJob } from './remove-points.job.js';
import { SeriesStoreContents } from './series-store-contents.js';
import { MetricEntity } from './metric.entity.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsService } from './metrics.service.js';
import { NewSeriesLimit } from './new-series-limit.service.js';
import { RemovedPoints } from './removed-points.service.js';
import { RemovedSeriesEntity } from './removed-series.entity.js';
import { SeriesEntity } from './series.entity.js';
import { BucketReader } from './bucket-reader.service.js';
import { MetricAnswers } from './metric-answers.service.js';
import { SeriesStoreReads } from './series-store-reads.js';
import { SeriesReader } from './series-reader.js';
import { SeriesRegistry } from './series-registry.js';
import { SeriesStore } from './series-store.js';
import { StoredNews } from './stored-news.service.js';
import { IdentityModule } from '../identity/identity.module.js';
import { RestatementsController } from './restatements.controller.js';
import { Restatements } from './restatements.service.js';
import { Retention } from './retention.service.js';
import { RollupUpkeep } from './rollup-upkeep.service.js';
import { ChangeLog } from './kept/change-log.service.js';
import { ForgottenChanges } from './kept/forgotten-changes.service.js';
import { KeptAnswers } from './kept/kept-answers.service.js';
import { KeptBuckets } from './kept/kept-buckets.service.js';
import { KeptSeries } from './kept/kept-series.service.js';
import { SearchModule } from '../search/search.module.js';
import { DerivedPoints } from './derived-points.service.js';
import { MetricFinder } from './metric-finder.service.js';
import { WireController } from './wire/wire.controller.js';
import { WireService } from './wire/wire.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([MetricEntity, MetricRemovalEntity, RemovedSeriesEntity, SeriesEntity]),
    IdentityModule,
    SearchModule,
    WorkspacesModule,
  ],
  controllers: [MetricsController, MetricContentsController, RestatementsController, WireController],
  providers: [
    MetricsService,
    DerivedPoints,
    ChangeLog,
    ForgottenChanges,
    KeptAnswers,
    KeptBuckets,
    KeptSeries,
    SeriesReader,
    SeriesStoreReads,
    BucketReader,
    MetricAnswers,
    SeriesRegistry,
    NewSeriesLimit,
    SeriesStore,
    RemovedPoints,
    IngestQueue,
    StoredNews,
    MetricFinder,
    WireService,
    MetricDefinitions,
    RollupUpkeep,
    ClosedPartsUpkeep,
    Retention,
    Restatements,
    MetricContentsService,
    MetricRemovals,
    RemovePointsJob,
    SeriesStoreContents,
  ],
  exports: [MetricsService, DerivedPoints],
})
export class MetricsModule {}
