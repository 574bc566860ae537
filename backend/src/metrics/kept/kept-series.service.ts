import { Injectable } from '@nestjs/common';
import type { MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';
import { FairCache } from '../../platform/fair-cache.js';
import type { FoundSeries } from '../reading/found-series.js';
import { ChangeLog } from './change-log.service.js';

const MOST_BYTES = 16 * 1024 * 1024;
/** Of a series with a few labels. */
const BYTES_PER_SERIES = 300;

interface Kept {
  readonly found: FoundSeries;
  readonly moment: number;
}

/** Keeps which series queries speak of, until their metric has others or is something else. */
@Injectable()
export class KeptSeries {
  private readonly kept = new FairCache<Kept>(MOST_BYTES);

  constructor(private readonly log: ChangeLog) {}

  async find(
    workspaceId: string,
    query: MetricsQuery,
    limit: number,
    find: () => Promise<FoundSeries>,
  ): Promise<FoundSeries> {
    const known = this.known(workspaceId, query, limit);
    if (known) return known;
    const moment = this.log.now;
    const found = await find();
    const bytes = BYTES_PER_SERIES * (1 + found.series.length);
    this.kept.set(workspaceId, keyOf(query, limit), { found, moment }, bytes);
    return found;
  }

  /** What is known without asking. */
  known(workspaceId: string, query: MetricsQuery, limit: number): FoundSeries | undefined {
    const kept = this.kept.get(workspaceId, keyOf(query, limit));
    if (!kept) return undefined;
    if (this.log.sameMetricSince(kept.moment, workspaceId, query.metric)) return kept.found;
    this.kept.delete(workspaceId, keyOf(query, limit));
    return undefined;
  }
}

const keyOf = ({ metric, labels, except = {} }: MetricsQuery, limit: number) =>
  JSON.stringify([metric, sorted(labels), sorted(except), limit]);
const sorted = (record: object) => Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
