import { Controller } from '@nestjs/common';
import { metricsRoutes, type Metric, type MetricLabel, type PointsAccepted } from '@quarterdeck/sdk/api/metrics';
import type { Actor } from '../platform/actor.js';
import { CurrentActor, Implements, Params, QueryParams, RawBody } from '../platform/http/implements.js';
import { MetricsService } from './metrics.service.js';

@Controller()
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  @Implements(metricsRoutes.sendPoints)
  send(
    @CurrentActor() actor: Actor,
    @QueryParams() params: { partial: boolean },
    @RawBody() body: unknown,
  ): Promise<PointsAccepted> {
    return this.metrics.receive(actor, body, params);
  }

  @Implements(metricsRoutes.list)
  list(@CurrentActor() actor: Actor): Promise<Metric[]> {
    return this.metrics.list(actor);
  }

  @Implements(metricsRoutes.labels)
  labels(@CurrentActor() actor: Actor, @Params() { name }: { name: string }): Promise<MetricLabel[]> {
    return this.metrics.labels(actor, name);
  }
}
