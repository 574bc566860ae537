import { Controller, UseInterceptors } from '@nestjs/common';
import {
  metricsRoutes,
  type Metric,
  type MetricLabel,
  type MetricPatch,
  type MetricRetention,
  type PointsAccepted,
} from '@quarterdeck/sdk/api/metrics';
import type { Actor } from '../platform/actor.js';
import { Body, CurrentActor, Implements, LeavesBody, Params, QueryParams } from '../platform/http/implements.js';
import { MetricDefinitions } from './definitions/metric-definitions.service.js';
import { MetricsService } from './metrics.service.js';
import type { SentPoints } from './ingest/points-body.js';
import { RoomForPoints } from './ingest/room-for-points.interceptor.js';
import { PointsMessage } from './ingest/body/points-message.decorator.js';

@Controller()
export class MetricsController {
  constructor(
    private readonly metrics: MetricsService,
    private readonly definitions: MetricDefinitions,
  ) {}

  @Implements(metricsRoutes.sendPoints)
  @LeavesBody()
  @UseInterceptors(RoomForPoints)
  send(
    @CurrentActor() actor: Actor,
    @QueryParams() params: { partial: boolean },
    @PointsMessage() sent: SentPoints,
  ): Promise<PointsAccepted> {
    return this.metrics.receive(actor, sent, params);
  }

  @Implements(metricsRoutes.list)
  list(@CurrentActor() actor: Actor): Promise<Metric[]> {
    return this.metrics.list(actor);
  }

  @Implements(metricsRoutes.describe)
  describe(
    @CurrentActor() actor: Actor,
    @Params() { name }: { name: string },
    @Body() patch: MetricPatch,
  ): Promise<Metric> {
    return this.definitions.describe(actor, name, patch);
  }

  @Implements(metricsRoutes.keep)
  keep(
    @CurrentActor() actor: Actor,
    @Params() { name }: { name: string },
    @Body() retention: MetricRetention,
  ): Promise<Metric> {
    return this.definitions.keep(actor, name, retention);
  }

  @Implements(metricsRoutes.labels)
  labels(@CurrentActor() actor: Actor, @Params() { name }: { name: string }): Promise<MetricLabel[]> {
    return this.metrics.labels(actor, name);
  }
}
