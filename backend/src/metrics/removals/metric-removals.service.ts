import { Injectable } from '@nestjs/common';
import type { MetricRemoval } from '@quarterdeck/sdk/api/metric-contents';
import { MoreThan } from 'typeorm';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { invalid, notFound } from '../../platform/errors.js';
import { Events } from '../../platform/events.js';
import { MetricRemovalEntity } from './metric-removal.entity.js';
import { MetricRemoved } from '../metrics.events.js';
import { RemovedPoints } from './removed-points.service.js';
import { RemovedSeriesEntity } from './removed-series.entity.js';
import { SeriesStoreContents } from '../series-store-contents.js';
import { StoredNews } from '../stored-news.service.js';
import { unknownMetric } from '../unknown-metric.js';

const DAY_MS = 86_400_000;

interface FoundSeries {
  readonly id: number;
  readonly labels: Record<string, string>;
}

/**
 * Deletes metrics and series. What people can reach is gone at once, in one transaction; the points follow in the background.
 * Points that come afterwards make the metric anew.
 */
@Injectable()
export class MetricRemovals {
  constructor(
    private readonly database: Database,
    private readonly contents: SeriesStoreContents,
    private readonly points: RemovedPoints,
    private readonly events: Events,
    private readonly news: StoredNews,
    private readonly clock: Clock,
  ) {}

  /** Called by the page of a metric, with its name typed by hand. */
  async removeMetric(actor: Actor, name: string, typed: string): Promise<MetricRemoval> {
    if (typed !== name) throw wrongName(name);
    return this.remove(actor, name, null);
  }

  /** Called by the page of a metric. The metric stays, also without its last series. */
  removeSeries(actor: Actor, name: string, seriesId: number): Promise<MetricRemoval> {
    return this.remove(actor, name, seriesId);
  }

  /** Those of the last day, the newest first. */
  async list({ workspaceId, ...actor }: Actor): Promise<MetricRemoval[]> {
    const since = new Date(this.clock.now() - DAY_MS);
    const found = await this.database.within({ ...actor, workspaceId }, () =>
      this.database
        .repository(MetricRemovalEntity)
        .find({ where: { workspaceId, requestedAt: MoreThan(since) }, order: { requestedAt: 'DESC' } }),
    );
    return found.map(toRemoval);
  }

  /** Called by the job until it answers false. What was removed is counted in the same breath. */
  async continue(id: string): Promise<boolean> {
    const step = await this.points.step(id);
    await this.database.asSystem(() =>
      step
        ? this.database.sql('update metric_removals set done = least(done + $2, total) where id = $1', [
            id,
            step.points,
          ])
        : this.database.sql('update metric_removals set done = total, finished_at = $2 where id = $1', [
            id,
            this.clock.date(),
          ]),
    );
    return step !== undefined;
  }

  private async remove(actor: Actor, metric: string, only: number | null): Promise<MetricRemoval> {
    const { workspaceId } = actor;
    const removal = await this.database.asSystem(async () => {
      const series = await this.lock(workspaceId, metric, only);
      const removals = this.database.repository(MetricRemovalEntity);
      const labels = only === null ? null : (series[0]?.labels ?? null);
      const about = {
        workspaceId,
        metric,
        labels,
        requestedAt: this.clock.date(),
        total: 0,
        done: 0,
        finishedAt: null,
      };
      const made = await removals.save(about);
      await this.erase(
        made,
        series.map(({ id }) => id),
      );
      await this.events.announce(MetricRemoved, { workspaceId, metric, removalId: made.id, labels });
      return made;
    });
    this.news.add(workspaceId, [metric]);
    return toRemoval(removal);
  }

  /** Whoever makes series of the metric at the same time waits, and then makes them anew: see MetricDefinitions.make. */
  private async lock(workspaceId: string, metric: string, only: number | null): Promise<FoundSeries[]> {
    const metrics = await this.database.sql('select from metrics where workspace_id = $1 and name = $2 for update', [
      workspaceId,
      metric,
    ]);
    if (metrics.length === 0) throw unknownMetric(metric);
    const series = await this.database.sql<FoundSeries>(
      'select id, labels from series where workspace_id = $1 and metric = $2 and ($3::int is null or id = $3) order by id',
      [workspaceId, metric, only],
    );
    if (only !== null && series.length === 0) throw notFound('series', String(only));
    return series;
  }

  private async erase(removal: MetricRemovalEntity, seriesIds: readonly number[]): Promise<void> {
    const { id, workspaceId, metric, labels } = removal;
    removal.total = (await this.contents.ofAll(seriesIds)).points;
    await this.database.repository(MetricRemovalEntity).update({ id }, { total: removal.total });
    await this.database
      .repository(RemovedSeriesEntity)
      .insert(seriesIds.map((seriesId) => ({ seriesId, removalId: id, goneAt: null })));
    await this.database.sql('delete from series where id = any($1::int[])', [seriesIds]);
    if (labels !== null) return;
    await this.database.sql('delete from metrics where workspace_id = $1 and name = $2', [workspaceId, metric]);
  }
}

function wrongName(name: string) {
  const message = `Type the name of the metric as it is written: ${name}`;
  return invalid('metric.wrong-name', message, { fields: [{ path: 'name', message }] });
}

const toRemoval = ({
  id,
  metric,
  labels,
  requestedAt,
  total,
  done,
  finishedAt,
}: MetricRemovalEntity): MetricRemoval => ({
  ...{ id, metric, labels, total, done },
  requestedAt: requestedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});
