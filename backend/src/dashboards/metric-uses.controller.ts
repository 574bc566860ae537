import { Controller } from '@nestjs/common';
import { metricContentsRoutes, type MetricUse } from '@quarterdeck/sdk/api/metric-contents';
import type { Actor } from '../platform/actor.js';
import { CurrentActor, Implements, Params } from '../platform/http/implements.js';
import { MetricUses } from './metric-uses.service.js';

@Controller()
export class MetricUsesController {
  constructor(private readonly uses: MetricUses) {}

  @Implements(metricContentsRoutes.uses)
  list(@CurrentActor() actor: Actor, @Params() { name }: { name: string }): Promise<MetricUse[]> {
    return this.uses.find(actor, name);
  }
}
