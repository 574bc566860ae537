import { Injectable } from '@nestjs/common';
import type { Frame, TimeRange } from '@quarterdeck/sdk';
import type { Metric, MetricLabel, PointsAccepted, SeriesKey } from '@quarterdeck/sdk/api/metrics';
import type { FormulaQuery, MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';
import type { Actor } from '../platform/actor.js';
import { Measurements } from '../platform/http/measurements.js';
import type { PointColumns } from './binary-copy.js';
import { IngestQueue } from './ingest/ingest-queue.service.js';
import { KeptAnswers, type AnyQuery } from './kept/kept-answers.service.js';
import { pickPoints } from './ingest/key-order.js';
import { requireAll, type SentPoints } from './ingest/points-body.js';
import { SeriesRegistry } from './series-registry.js';
import { SeriesRemoved, SeriesStore, type Added } from './series-store.js';
import { requireStorable } from './ingest/storable.js';
import { StoredNews } from './stored-news.service.js';

export { DerivedPoints } from './derived-points.service.js';
export type { MadePoint, SettledTimes } from './derived-points.service.js';
export type { Added, PointColumns };

/** A metric that is deleted again and again while its points come. */
const MOST_TRIES = 5;

const senderOf = ({ kind, id }: Actor) => ({ kind, id });

/** The places in a list of series become the ids that stand there. */
function withIds(points: PointColumns, ids: Int32Array): PointColumns {
  const series = new Int32Array(points.series.length);
  for (let row = 0; row < series.length; row++) series[row] = ids[points.series[row] as number] as number;
  return { ...points, series };
}

/** The face of the series store: points go in, frames come out. */
@Injectable()
export class MetricsService {
  constructor(
    private readonly registry: SeriesRegistry,
    private readonly queue: IngestQueue,
    private readonly news: StoredNews,
    private readonly answers: KeptAnswers,
    private readonly store: SeriesStore,
    private readonly measurements: Measurements,
  ) {}

  /**
   * `POST /api/points`: both forms. Resolves after the commit; sending the same again changes nothing. Where a
   * point is at fault, none is stored, or with `partial` all others.
   */
  async receive(actor: Actor, sent: SentPoints, { partial }: { partial: boolean }): Promise<PointsAccepted> {
    if (!partial) requireAll(sent);
    const { accepted } = await this.append(actor, sent.series, sent.points);
    return { accepted, refused: sent.refused, errors: [...sent.errors] };
  }

  /** For the core itself (demo, own measurements): `points.series` holds places in `series`. */
  async append(actor: Actor, series: readonly SeriesKey[], points: PointColumns): Promise<{ accepted: number }> {
    const accepted = points.series.length;
    if (accepted === 0) return { accepted };
    requireStorable(points);
    await this.stored(actor, series, points, (ofSeries) => this.queue.write({ points: ofSeries, by: senderOf(actor) }));
    this.measurements.points.inc(accepted);
    this.tell(actor, series);
    return { accepted };
  }

  /** For imports: as {@link append}, and says what the points met. `points.series` of the answer holds ids of series. */
  async add(actor: Actor, importId: string, series: readonly SeriesKey[], points: PointColumns): Promise<Added> {
    requireStorable(points);
    const by = { ...senderOf(actor), importId };
    const added = await this.stored(actor, series, points, (ofSeries) => this.store.add({ points: ofSeries, by }));
    this.measurements.points.inc(points.series.length);
    this.tell(actor, series);
    return added;
  }

  /** For an import that is undone: takes back points that {@link add} told, where they still have the same value. */
  async remove(actor: Actor, importId: string, points: PointColumns): Promise<number> {
    const metrics = await this.registry.known(actor, [...new Set(points.series)]);
    // What was deleted in the meantime is gone already.
    const there = pickPoints(
      points,
      [...points.series.keys()].filter((place) => metrics.has(points.series[place] as number)),
    );
    if (there.series.length === 0) return 0;
    const removed = await this.store.remove({ points: there, by: { ...senderOf(actor), importId } });
    this.news.add(actor.workspaceId, new Set(metrics.values()));
    return removed;
  }

  list(actor: Actor): Promise<Metric[]> {
    return this.answers.reader.list(actor);
  }

  /** For those who choose series by label. Throws not-found for a metric that the workspace does not have. */
  labels(actor: Actor, metric: string): Promise<MetricLabel[]> {
    return this.answers.reader.labels(actor, metric);
  }

  /** For variables: the values of one label over the series that carry the labels, by name. */
  labelValues(
    actor: Actor,
    filter: Pick<MetricsQuery, 'metric' | 'labels'>,
    which: { readonly label: string; readonly limit: number },
  ): Promise<string[]> {
    return this.answers.reader.labelValues(actor, filter, which);
  }

  /** What {@link query} or {@link formula} would answer, where nothing has to be read for it. */
  recall(actor: Actor, query: AnyQuery, range: TimeRange): Promise<Frame[] | undefined> {
    return this.answers.recall(actor, query, range);
  }

  /** The built-in datasource `metrics`; see {@link KeptAnswers.query}. */
  query(actor: Actor, query: MetricsQuery, range: TimeRange): Promise<Frame[]> {
    return this.answers.query(actor, query, range);
  }

  /** Its kind `formula`; see {@link KeptAnswers.formula}. */
  formula(actor: Actor, query: FormulaQuery, range: TimeRange): Promise<Frame[]> {
    return this.answers.formula(actor, query, range);
  }

  /** Stores points under the ids of their series; where one of these was removed meanwhile, under new ones. */
  private async stored<T>(
    actor: Actor,
    series: readonly SeriesKey[],
    points: PointColumns,
    write: (ofSeries: PointColumns) => Promise<T>,
  ): Promise<T> {
    for (let left = MOST_TRIES; ; left--) {
      const ids = await this.registry.resolve(actor, series);
      try {
        return await write(withIds(points, ids));
      } catch (error) {
        if (left <= 1 || !(error instanceof SeriesRemoved)) throw error;
        this.registry.forget(actor, series);
      }
    }
  }

  private tell({ workspaceId }: Actor, series: readonly Pick<SeriesKey, 'metric'>[]): void {
    this.news.add(
      workspaceId,
      series.map(({ metric }) => metric),
    );
  }
}
