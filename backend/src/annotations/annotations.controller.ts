import { Controller } from '@nestjs/common';
import {
  annotationRoutes,
  type Annotation,
  type AnnotationChange,
  type AnnotationContent,
  type AnnotationEdit,
  type AnnotationFilter,
  type ShownParams,
} from '@quarterdeck/sdk/api/annotations';
import type { Actor } from '../platform/actor.js';
import { Body, ClientGone, CurrentActor, Implements, Params, QueryParams } from '../platform/http/implements.js';
import { AnnotationsService } from './annotations.service.js';

interface ById {
  id: string;
}

@Controller()
export class AnnotationsController {
  constructor(private readonly annotations: AnnotationsService) {}

  @Implements(annotationRoutes.ofDashboard)
  ofDashboard(
    @CurrentActor() actor: Actor,
    @Params() { id }: ById,
    @QueryParams() shown: ShownParams,
    @ClientGone() gone: AbortSignal,
  ): Promise<Annotation[]> {
    return this.annotations.ofDashboard(actor, id, shown, gone);
  }

  @Implements(annotationRoutes.list)
  list(@CurrentActor() actor: Actor, @QueryParams() filter: AnnotationFilter): Promise<Annotation[]> {
    return this.annotations.list(actor, filter);
  }

  @Implements(annotationRoutes.read)
  read(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<Annotation> {
    return this.annotations.require(actor, id);
  }

  @Implements(annotationRoutes.create)
  create(@CurrentActor() actor: Actor, @Body() content: AnnotationContent): Promise<Annotation> {
    return this.annotations.create(actor, content);
  }

  @Implements(annotationRoutes.change)
  change(@CurrentActor() actor: Actor, @Params() { id }: ById, @Body() change: AnnotationChange): Promise<Annotation> {
    return this.annotations.change(actor, id, change);
  }

  @Implements(annotationRoutes.remove)
  remove(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<void> {
    return this.annotations.remove(actor, id);
  }

  @Implements(annotationRoutes.history)
  history(@CurrentActor() actor: Actor, @Params() { id }: ById): Promise<AnnotationEdit[]> {
    return this.annotations.history(actor, id);
  }
}
