import { Controller } from '@nestjs/common';
import {
  metricContentsRoutes,
  type ExpiredPoints,
  type MetricContents,
  type MetricRemoval,
  type SeriesPage,
  type SeriesQuestion,
} from '@quarterdeck/sdk/api/metric-contents';
import type { Actor } from '../../platform/actor.js';
import { Body, CurrentActor, Implements, Params, QueryParams } from '../../platform/http/implements.js';
import { MetricContentsService } from './metric-contents.service.js';
import { MetricRemovals } from '../removals/metric-removals.service.js';

interface ByName {
  readonly name: string;
}

@Controller()
export class MetricContentsController {
  constructor(
    private readonly contents: MetricContentsService,
    private readonly removed: MetricRemovals,
  ) {}

  @Implements(metricContentsRoutes.get)
  get(@CurrentActor() actor: Actor, @Params() { name }: ByName): Promise<MetricContents> {
    return this.contents.get(actor, name);
  }

  @Implements(metricContentsRoutes.series)
  series(
    @CurrentActor() actor: Actor,
    @Params() { name }: ByName,
    @QueryParams() question: SeriesQuestion,
  ): Promise<SeriesPage> {
    return this.contents.series(actor, name, question);
  }

  @Implements(metricContentsRoutes.expired)
  expired(
    @CurrentActor() actor: Actor,
    @Params() { name }: ByName,
    @QueryParams() { keepDays }: { keepDays: number },
  ): Promise<ExpiredPoints> {
    return this.contents.expired(actor, name, keepDays);
  }

  @Implements(metricContentsRoutes.remove)
  remove(
    @CurrentActor() actor: Actor,
    @Params() { name }: ByName,
    @Body() { name: typed }: ByName,
  ): Promise<MetricRemoval> {
    return this.removed.removeMetric(actor, name, typed);
  }

  @Implements(metricContentsRoutes.removeSeries)
  removeSeries(
    @CurrentActor() actor: Actor,
    @Params() { name, id }: ByName & { readonly id: number },
  ): Promise<MetricRemoval> {
    return this.removed.removeSeries(actor, name, id);
  }

  @Implements(metricContentsRoutes.removals)
  removals(@CurrentActor() actor: Actor): Promise<MetricRemoval[]> {
    return this.removed.list(actor);
  }
}
