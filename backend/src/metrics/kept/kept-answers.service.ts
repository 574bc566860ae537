import { Injectable } from '@nestjs/common';
import type { Frame, TimeRange } from '@quarterdeck/sdk';
import type { FormulaQuery, MetricsQuery } from '@quarterdeck/sdk/api/metric-queries';
import type { Actor } from '../../platform/actor.js';
import { canonicalText } from '../../platform/canonical-text.js';
import { Clock } from '../../platform/clock.js';
import { FairCache } from '../../platform/fair-cache.js';
import { MetricAnswers } from '../reading/metric-answers.service.js';
import { mostSeries } from '../ingest/most-series.js';
import { ChangeLog } from './change-log.service.js';
import { KeptSeries } from './kept-series.service.js';

const MOST_BYTES = 64 * 1024 * 1024;
const OVERHEAD_BYTES = 1000;

/** A question of either kind to the built-in source `metrics`. */
export type AnyQuery = MetricsQuery | FormulaQuery;

interface Kept {
  readonly frames: readonly Frame[];
  readonly moment: number;
}

/** Keeps whole answers for those who ask the same over the same range, until something changes of the series they are of. */
@Injectable()
export class KeptAnswers {
  private readonly kept = new FairCache<Kept>(MOST_BYTES);

  constructor(
    /** Who answers what is not kept. */
    private readonly answers: MetricAnswers,
    private readonly log: ChangeLog,
    private readonly series: KeptSeries,
    private readonly clock: Clock,
  ) {}

  get reader(): MetricAnswers['reader'] {
    return this.answers.reader;
  }

  /** As {@link MetricAnswers.query}. */
  query(actor: Actor, query: MetricsQuery, range: TimeRange): Promise<Frame[]> {
    return this.answer(actor, query, range, () => this.answers.query(actor, query, range));
  }

  /** As {@link MetricAnswers.formula}. */
  formula(actor: Actor, query: FormulaQuery, range: TimeRange): Promise<Frame[]> {
    return this.answer(actor, query, range, () => this.answers.formula(actor, query, range));
  }

  /** The answer as it would be given anew; undefined where it has to be. */
  async recall({ workspaceId }: Actor, query: AnyQuery, range: TimeRange): Promise<Frame[] | undefined> {
    if (!this.kept.get(workspaceId, keyOf(query, range))) return undefined;
    await this.log.look();
    // Read again: it may have been replaced while we looked.
    const kept = this.kept.get(workspaceId, keyOf(query, range));
    if (!kept) return undefined;
    const asOf = this.clock.now();
    if (this.isGood(workspaceId, kept, partsOf(query))) return kept.frames.map((frame) => ({ ...frame, asOf }));
    this.kept.delete(workspaceId, keyOf(query, range));
    return undefined;
  }

  /** Looks what changed, answers, and keeps the answer. What ends in the future hangs on the clock as well. */
  private async answer(
    { workspaceId }: Actor,
    query: AnyQuery,
    range: TimeRange,
    answer: () => Promise<Frame[]>,
  ): Promise<Frame[]> {
    const moment = await this.log.look();
    const isPast = range.to <= this.clock.now();
    const frames = await answer();
    if (isPast) this.kept.set(workspaceId, keyOf(query, range), { frames, moment }, bytesOf(frames));
    return frames;
  }

  private isGood(workspaceId: string, { moment }: Kept, parts: readonly MetricsQuery[]): boolean {
    return parts.every((query) => {
      const found = this.series.known(workspaceId, query, mostSeries(query));
      const isSame = this.log.sameMetricSince(moment, workspaceId, query.metric);
      return (
        isSame &&
        found !== undefined &&
        this.log.sameSince(
          moment,
          found.series.map(({ id }) => id),
        )
      );
    });
  }
}

const partsOf = (query: AnyQuery): readonly MetricsQuery[] =>
  'formula' in query ? Object.values(query.queries) : [query];

const keyOf = (query: AnyQuery, range: TimeRange) => canonicalText([query, range]);

const bytesOf = (frames: readonly Frame[]) =>
  frames.reduce(
    (sum, { fields }) => fields.reduce((bytes, { values }) => bytes + values.byteLength, sum + OVERHEAD_BYTES),
    OVERHEAD_BYTES,
  );
