import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClosedPartsUpkeep } from './upkeep/closed-parts-upkeep.service.js';
import { IngestQueue } from './ingest/ingest-queue.service.js';
import { WorkspacesModule } from '../workspaces/workspaces.module.js';
import { MetricContentsController } from './definitions/metric-contents.controller.js';
import { MetricContentsService } from './definitions/metric-contents.service.js';
import { MetricDefinitions } from './definitions/metric-definitions.service.js';
import { MetricRemovalEntity } from './removals/metric-removal.entity.js';
import { MetricRemovals } from './removals/metric-removals.service.js';
import { RemovePointsJob } from './removals/remove-points.job.js';
import { SeriesStoreContents } from './series-store-contents.js';
import { MetricEntity } from './metric.entity.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsService } from './metrics.service.js';
import { NewSeriesLimit } from './ingest/new-series-limit.service.js';
import { RemovedPoints } from './removals/removed-points.service.js';
import { RemovedSeriesEntity } from './removals/removed-series.entity.js';
import { SeriesEntity } from './series.entity.js';
import { BucketReader } from './reading/bucket-reader.service.js';
import { MetricAnswers } from './reading/metric-answers.service.js';
import { SeriesStoreReads } from './series-store-reads.js';
import { SeriesReader } from './series-reader.js';
import { SeriesRegistry } from './series-registry.js';
import { SeriesStore } from './series-store.js';
import { StoredNews } from './stored-news.service.js';
import { IdentityModule } from '../identity/identity.module.js';
import { RestatementsController } from './restatements/restatements.controller.js';
import { Restatements } from './restatements/restatements.service.js';
import { Retention } from './removals/retention.service.js';
import { RollupUpkeep } from './upkeep/rollup-upkeep.service.js';
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
