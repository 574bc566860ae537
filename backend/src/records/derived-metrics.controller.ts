import { Controller } from '@nestjs/common';
import {
  derivedMetricRoutes,
  type DerivedMetric,
  type DerivedDefinition,
  type DerivedMetricQuestion,
  type NewDerivedMetric,
} from '@quarterdeck/sdk/api/derived-metrics';
import type { Actor } from '../platform/actor.js';
import { Body, CurrentActor, Implements, Params, QueryParams } from '../platform/http/implements.js';
import { DerivedMetrics } from './derived-metrics.service.js';

interface ById {
  readonly id: string;
}

@Controller()
export class DerivedMetricsController {
  constructor(private readonly derived: DerivedMetrics) {}

  @Implements(derivedMetricRoutes.list)
  list(@CurrentActor() actor: Actor, @QueryParams() question: DerivedMetricQuestion): Promise<DerivedMetric[]> {
    return this.derived.list(actor, question);
  }

  @Implements(derivedMetricRoutes.create)
  create(@CurrentActor() actor: Actor, @Body() body: NewDerivedMetric): Promise<DerivedMetric> {
    return this.derived.create(actor, body);
  }

  @Implements(derivedMetricRoutes.get)
  get(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<DerivedMetric> {
    return this.derived.get(actor, id);
  }

  @Implements(derivedMetricRoutes.change)
  change(
    @CurrentActor() actor: Actor,
    @Params() { id }: ById,
    @Body() body: DerivedDefinition,
  ): Promise<DerivedMetric> {
    return this.derived.change(actor, id, body);
  }

  @Implements(derivedMetricRoutes.remove)
  remove(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<void> {
    return this.derived.remove(actor, id);
  }
}
