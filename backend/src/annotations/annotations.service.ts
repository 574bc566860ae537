import { Injectable } from '@nestjs/common';
import type { Annotation } from '@quarterdeck/sdk/api/annotations';
import type { DashboardDocument } from '@quarterdeck/sdk/api/dashboards';
import { METRICS_SOURCE } from '@quarterdeck/sdk/api/queries';
import type { TimeWindow } from '@quarterdeck/sdk/api/time-range';
import { Brackets } from 'typeorm';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import { authorOf, type Actor } from '../platform/actor.js';
import { Database } from '../platform/database/database.js';
import { AnnotationEntity } from './annotation.entity.js';

export type NewAnnotation = Omit<Annotation, 'id'>;
const MOST = 1000;

@Injectable()
export class AnnotationsService {
  constructor(
    private readonly database: Database,
    private readonly dashboards: DashboardsService,
  ) {}

  /**
   * Notes on the dashboard itself and on every metric that it shows, that touch the window: also a span that began before
   * it. At most 1,000, the newest first when there are more; in the order of time.
   */
  async ofDashboard(actor: Actor, dashboardId: string, { from, to }: TimeWindow): Promise<Annotation[]> {
    const { document } = await this.dashboards.require(actor, dashboardId);
    const found = await this.database.within(actor, () =>
      this.database
        .repository(AnnotationEntity)
        .createQueryBuilder('note')
        .where('note.fromAt < :to and coalesce(note.toAt, note.fromAt) >= :from', {
          from: new Date(from),
          to: new Date(to),
        })
        .andWhere(
          new Brackets((anchor) =>
            anchor
              .where('note.dashboardId = :dashboardId', { dashboardId })
              .orWhere('note.dashboardId is null and note.metric = any(:metrics)', { metrics: metricsOf(document) }),
          ),
        )
        .orderBy('note.fromAt', 'DESC')
        .limit(MOST)
        .getMany(),
    );
    return found.reverse().map(toAnnotation);
  }

  /** Called by the demo; people write annotations in a later version. */
  async create(actor: Actor, { from, to, ...rest }: NewAnnotation): Promise<Annotation> {
    const { workspaceId } = actor;
    const made = {
      ...rest,
      workspaceId,
      fromAt: new Date(from),
      toAt: to ? new Date(to) : null,
      authorId: authorOf(actor),
    };
    const saved = await this.database.within(actor, () => this.database.repository(AnnotationEntity).save(made));
    return toAnnotation({ ...made, id: saved.id });
  }
}

const metricsOf = ({ panels }: DashboardDocument): string[] =>
  panels
    .flatMap(({ queries }) => queries)
    .filter(({ source }) => source === METRICS_SOURCE)
    .map(({ input }) => input.metric)
    .filter((metric) => typeof metric === 'string');

function toAnnotation({ fromAt, toAt, ...note }: Omit<AnnotationEntity, 'createdAt'>): Annotation {
  const { id, dashboardId, metric, labels, text, tags, source } = note;
  const from = fromAt.toISOString();
  return { id, dashboardId, metric, labels, from, to: toAt?.toISOString() ?? null, text, tags, source };
}
