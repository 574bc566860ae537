import { Injectable } from '@nestjs/common';
import { AnnotationsService } from '../annotations/annotations.service.js';
import { DashboardsService } from '../dashboards/dashboards.service.js';
import { IdentityService } from '../identity/identity.service.js';
import { MetricsService } from '../metrics/metrics.service.js';
import { systemActor, type Actor } from '../platform/actor.js';
import { Config } from '../platform/config.js';
import { ADVISORY_LOCKS } from '../platform/database/advisory-locks.js';
import { Database } from '../platform/database/database.js';
import { DEMO_ANNOTATIONS } from './demo-annotations.js';
import { DEMO_DASHBOARDS } from './demo-dashboards.js';
import { readDemoData } from './demo-data.js';
import { OwnMeasurements } from './own-measurements.js';

const LOADED = 'demo-loaded';

/** Puts real data and dashboards into the first workspace, once, so that a new server has something to show. */
@Injectable()
export class DemoService {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly metrics: MetricsService,
    private readonly dashboards: DashboardsService,
    private readonly annotations: AnnotationsService,
    private readonly ownMeasurements: OwnMeasurements,
  ) {}

  /** Called at every start, before the server says that it is ready. Interrupted, it is completed by the next start. */
  async load(say: (line: string) => void): Promise<void> {
    if (!this.config.demo) return;
    const workspace = await this.identity.firstWorkspace();
    const actor = systemActor(workspace.id);
    if (!(await this.isLoaded())) {
      say('Loading the demo …');
      await this.loadPoints(actor);
      await this.loadDashboards(actor);
      await this.markLoaded();
    }
    this.ownMeasurements.start(actor);
  }

  private async isLoaded(): Promise<boolean> {
    const found = await this.database.asSystem(() =>
      this.database.sql('select key from instance_settings where key = $1', [LOADED]),
    );
    return found.length > 0;
  }

  /** Storing points again changes nothing, so this needs no guard. */
  private async loadPoints(actor: Actor): Promise<void> {
    for (const { series, points } of await readDemoData()) await this.metrics.append(actor, [series], points);
  }

  private async loadDashboards(actor: Actor): Promise<void> {
    await this.database.within(actor, async () => {
      await this.database.sql('select pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.demo]);
      const there = await this.dashboards.list(actor);
      if (there.length > 0) return;
      for (const document of DEMO_DASHBOARDS) await this.dashboards.create(actor, document);
      for (const annotation of DEMO_ANNOTATIONS) await this.annotations.create(actor, annotation);
    });
  }

  private async markLoaded(): Promise<void> {
    await this.database.asSystem(() =>
      this.database.sql(`insert into instance_settings (key, value) values ($1, 'true') on conflict do nothing`, [LOADED]),
    );
  }
}
