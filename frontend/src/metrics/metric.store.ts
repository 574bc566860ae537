import { inject, Injectable, signal } from '@angular/core';
import {
  metricContentsRoutes,
  type ExpiredPoints,
  type MetricContents,
  type MetricUse,
  type StoredSeries,
} from '@quarterdeck/sdk/api/metric-contents';
import { metricsRoutes, type MetricPatch } from '@quarterdeck/sdk/api/metrics';
import { ApiClient } from '../api/api-client';
import { Paged } from '../ui/paged';

export interface SeriesFilter {
  readonly name: string;
  readonly search: string;
}

/** One metric: what it is, what is stored of it, and who shows it. Provided by its page. */
@Injectable()
export class MetricStore {
  private readonly api = inject(ApiClient);
  private readonly known = signal<MetricContents | null>(null);
  private readonly asked = signal<readonly MetricUse[] | null>(null);
  private readonly foundSeries = signal(0);
  private readonly problem = signal<unknown>(undefined);

  /** null until it is known. */
  readonly metric = this.known.asReadonly();
  readonly failure = this.problem.asReadonly();
  /** The panels that ask it by name; null until they are known. */
  readonly uses = this.asked.asReadonly();
  readonly series = new Paged<StoredSeries, SeriesFilter>(async ({ name, search }, cursor) => {
    const query = { search, ...(cursor === undefined ? {} : { cursor }) };
    const { series, found, next } = await this.api.call(metricContentsRoutes.series, { params: { name }, query });
    this.foundSeries.set(found);
    return { rows: series, next };
  });
  /** How many series the search found. */
  readonly found = this.foundSeries.asReadonly();

  /** Called by the page when it opens, and by "Try again". */
  async load(name: string): Promise<void> {
    this.problem.set(undefined);
    const params = { name };
    try {
      const [metric, uses] = await Promise.all([
        this.api.call(metricContentsRoutes.get, { params }),
        this.api.call(metricContentsRoutes.uses, { params }),
      ]);
      this.known.set(metric);
      this.asked.set(uses);
    } catch (error) {
      this.problem.set(error);
    }
  }

  /** Called by the form of the definition. Throws an ApiError. */
  async describe(name: string, patch: MetricPatch): Promise<void> {
    const changed = await this.api.call(metricsRoutes.describe, { params: { name }, body: patch });
    this.known.update((metric) => metric && { ...metric, ...changed });
  }

  /** Called before it is decided how long to keep it: what would go. Throws an ApiError. */
  expired(name: string, keepDays: number): Promise<ExpiredPoints> {
    return this.api.call(metricContentsRoutes.expired, { params: { name }, query: { keepDays } });
  }

  /** Called by the form of the retention. Throws an ApiError. */
  async keep(name: string, keepDays: number | null): Promise<void> {
    const changed = await this.api.call(metricsRoutes.keep, { params: { name }, body: { keepDays } });
    this.known.update((metric) => metric && { ...metric, ...changed });
  }

  /** Called with the name that was typed. Throws an ApiError. */
  async remove(name: string, typed: string): Promise<void> {
    await this.api.call(metricContentsRoutes.remove, { params: { name }, body: { name: typed } });
  }

  /** Called once the person has agreed. Throws an ApiError. */
  async removeSeries(name: string, id: number): Promise<void> {
    await this.api.call(metricContentsRoutes.removeSeries, { params: { name, id } });
    this.series.change((rows) => rows.filter((row) => row.id !== id));
    this.foundSeries.update((found) => found - 1);
    await this.load(name);
  }
}
