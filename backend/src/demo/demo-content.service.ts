import { Injectable } from '@nestjs/common';
import { AnnotationsService } from '../annotations/annotations.service.js';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import { MetricsService } from '../metrics/metrics.service.js';
import type { Actor } from '../platform/actor.js';
import { ADVISORY_LOCKS } from '../platform/database/advisory-locks.js';
import { Database } from '../platform/database/database.js';
import { DEMO_ANNOTATIONS } from './demo-annotations.js';
import { DEMO_DASHBOARDS } from './demo-dashboards.js';
import { readDemoData } from './demo-data.js';

/** Real data, the dashboards that show them, and the events that explain them. */
@Injectable()
export class DemoContent {
  constructor(
    private readonly database: Database,
    private readonly metrics: MetricsService,
    private readonly dashboards: DashboardsService,
    private readonly annotations: AnnotationsService,
  ) {}

  /** May be repeated: points are the same again, and a workspace that has dashboards keeps them as they are. */
  async load(actor: Actor): Promise<void> {
    for (const { series, points } of await readDemoData()) await this.metrics.append(actor, [series], points);
    await this.database.within(actor, async () => {
      await this.database.sql('select pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.demo]);
      const there = await this.dashboards.list(actor);
      if (there.length > 0) return;
      for (const document of DEMO_DASHBOARDS) await this.dashboards.create(actor, document);
      for (const annotation of DEMO_ANNOTATIONS) await this.annotations.create(actor, annotation);
    });
  }
}
