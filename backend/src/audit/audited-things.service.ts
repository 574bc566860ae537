import { Injectable, type OnModuleInit } from '@nestjs/common';
import * as annotations from '../annotations/annotations.events.js';
import * as connections from '../connections/connections.events.js';
import * as dashboards from '../dashboards/dashboards.events.js';
import * as discussions from '../discussions/discussions.events.js';
import * as folders from '../folders/folders.events.js';
import * as imports from '../imports/imports.events.js';
import * as metrics from '../metrics/metrics.events.js';
import { Database } from '../platform/database/database.js';
import * as reports from '../reports/reports.events.js';
import * as sharing from '../sharing/sharing.events.js';
import { AuditService, type Told } from './audit.service.js';

/** Where the names of things are found whose events carry none. */
const TITLES = {
  dashboard: `select document->>'title' as name from dashboards where id = $1`,
  report: 'select title as name from reports where id = $1',
} as const;

/** What owners want to know about what people make. A further event is one more line here, and one text for its kind. */
@Injectable()
export class AuditedThings implements OnModuleInit {
  constructor(
    private readonly audit: AuditService,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    const { audit } = this;
    audit.record(dashboards.DashboardSaved, ({ workspaceId, dashboardId, version }) =>
      this.titled(workspaceId, 'dashboard', dashboardId, { version }),
    );
    audit.record(dashboards.DashboardRemoved, ({ workspaceId, dashboardId }) =>
      this.titled(workspaceId, 'dashboard', dashboardId),
    );
    audit.record(dashboards.DashboardRestored, ({ workspaceId, dashboardId }) =>
      this.titled(workspaceId, 'dashboard', dashboardId),
    );
    audit.record(dashboards.DashboardErased, ({ workspaceId, dashboardId: id, title: name }) =>
      told(workspaceId, { kind: 'dashboard', id, name }),
    );
    this.recordTalk();
    audit.record(folders.RightsChanged, ({ workspaceId }) => told(workspaceId, { kind: 'workspace', id: workspaceId }));
    audit.record(reports.ReportRequested, ({ workspaceId, reportId }) => this.titled(workspaceId, 'report', reportId));
    for (const event of [connections.ConnectionCreated, connections.ConnectionChanged, connections.ConnectionRemoved])
      audit.record(event, ({ workspaceId, connectionId: id, name }) =>
        told(workspaceId, { kind: 'connection', id, name }),
      );
    audit.record(metrics.MetricDescribed, ({ workspaceId, metric, changes }) =>
      told(workspaceId, { kind: 'metric', id: metric, name: metric }, changes),
    );
    audit.record(metrics.MetricRemoved, ({ workspaceId, metric, labels }) =>
      told(workspaceId, { kind: 'metric', id: metric, name: metric }, labels ?? {}),
    );
    for (const event of [imports.ImportStarted, imports.ImportUndone])
      audit.record(event, ({ workspaceId, importId: id, fileName: name }) =>
        told(workspaceId, { kind: 'import', id, name }),
      );
    audit.record(sharing.ShareLinkCreated, ({ workspaceId, linkId: id, name }) =>
      told(workspaceId, { kind: 'share-link', id, name }),
    );
    audit.record(sharing.ShareLinkRevoked, ({ workspaceId, linkId: id }) =>
      told(workspaceId, { kind: 'share-link', id }),
    );
  }

  /** What is written is told by whoever looks there; here stands only that it was. */
  private recordTalk(): void {
    for (const event of [annotations.AnnotationSaved, annotations.AnnotationRemoved])
      this.audit.record(event, ({ workspaceId, annotationId: id }) => told(workspaceId, { kind: 'annotation', id }));
    this.audit.record(discussions.CommentWritten, ({ workspaceId, commentId: id }) =>
      told(workspaceId, { kind: 'comment', id }),
    );
    this.audit.record(discussions.CommentRemoved, ({ workspaceId, commentId: id }) =>
      told(workspaceId, { kind: 'comment', id }),
    );
  }

  /** Without a title where it is gone already: then the audit calls it what it was called before. */
  private async titled(
    workspaceId: string,
    kind: keyof typeof TITLES,
    id: string,
    details: Told['details'] = {},
  ): Promise<Told> {
    const [found] = await this.database.asSystem(() => this.database.sql<{ name: string }>(TITLES[kind], [id]));
    return told(workspaceId, { kind, id, ...(found ? { name: found.name } : {}) }, details);
  }
}

const told = (workspaceId: string, subject: Told['subject'], details: Told['details'] = {}): Told => ({
  workspaceId,
  subject,
  details,
});
