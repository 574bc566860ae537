import { Injectable } from '@nestjs/common';
import type { Frame, TimeRange } from '@quarterdeck/sdk';
import type { Metric, MetricLabel, MetricsQuery, PointsAccepted, SeriesKey } from '@quarterdeck/sdk/api/metrics';
import type { Actor } from '../platform/actor.js';
import { Measurements } from '../platform/http/measurements.js';
import type { PointColumns } from './binary-copy.js';
import { IngestQueue } from './ingest-queue.service.js';
import { readPoints } from './points-body.js';
import { SeriesReader } from './series-reader.js';
import { SeriesRegistry } from './series-registry.js';
import { StoredNews } from './stored-news.service.js';

export type { PointColumns };

/** The face of the series store: points go in, frames come out. */
@Injectable()
export class MetricsService {
  constructor(
    private readonly registry: SeriesRegistry,
    private readonly queue: IngestQueue,
    private readonly news: StoredNews,
    private readonly reader: SeriesReader,
    private readonly measurements: Measurements,
  ) {}

  /** `POST /api/points`: both forms, unchecked. Resolves after the commit; sending the same again changes nothing. */
  async receive(actor: Actor, body: unknown): Promise<PointsAccepted> {
    const { series, places, times, values } = readPoints(body);
    return this.append(actor, series, { series: places, times, values });
  }

  /** For the core itself (demo, own measurements): `points.series` holds places in `series`. */
  async append(actor: Actor, series: readonly SeriesKey[], points: PointColumns): Promise<PointsAccepted> {
    const accepted = points.series.length;
    if (accepted === 0) return { accepted };
    const ids = Int32Array.from(await this.registry.resolve(actor, series));
    const seriesIds = points.series.map((place) => ids[place] as number);
    await this.queue.write({ ...points, series: seriesIds });
    this.measurements.points.inc(accepted);
    this.news.add(
      actor.workspaceId,
      series.map(({ metric }) => metric),
    );
    return { accepted };
  }

  list(actor: Actor): Promise<Metric[]> {
    return this.reader.list(actor);
  }

  /** For those who choose series by label. Throws not-found for a metric that the workspace does not have. */
  labels(actor: Actor, metric: string): Promise<MetricLabel[]> {
    return this.reader.labels(actor, metric);
  }

  /** The built-in datasource `metrics`; see {@link SeriesReader.query}. */
  query(actor: Actor, query: MetricsQuery, range: TimeRange): Promise<Frame[]> {
    return this.reader.query(actor, query, range);
  }
}
