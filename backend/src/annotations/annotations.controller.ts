import { Controller } from '@nestjs/common';
import { annotationRoutes, type Annotation } from '@quarterdeck/sdk/api/annotations';
import type { TimeWindow } from '@quarterdeck/sdk/api/time-range';
import type { Actor } from '../platform/actor.js';
import { CurrentActor, Implements, Params, QueryParams } from '../platform/http/implements.js';
import { AnnotationsService } from './annotations.service.js';

@Controller()
export class AnnotationsController {
  constructor(private readonly annotations: AnnotationsService) {}

  @Implements(annotationRoutes.ofDashboard)
  ofDashboard(
    @CurrentActor() actor: Actor,
    @Params() { id }: { id: string },
    @QueryParams() window: TimeWindow,
  ): Promise<Annotation[]> {
    return this.annotations.ofDashboard(actor, id, window);
  }
}
