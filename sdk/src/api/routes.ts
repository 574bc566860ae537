import { annotationRoutes } from './annotations.js';
import { auditRoutes } from './audit.js';
import { connectionRoutes } from './connections.js';
import { dashboardRoutes } from './dashboards.js';
import { discussionRoutes } from './discussions.js';
import { folderRoutes } from './folders.js';
import { identityRoutes } from './identity.js';
import { importRoutes } from './imports.js';
import { libraryRoutes } from './library.js';
import { invitationRoutes } from './invitations.js';
import { memberRoutes } from './members.js';
import { metricContentsRoutes } from './metric-contents.js';
import { metricsRoutes } from './metrics.js';
import { restatementRoutes } from './restatements.js';
import { notificationRoutes } from './notifications.js';
import { passwordResetRoutes } from './password-resets.js';
import { pluginRoutes } from './plugins.js';
import { profileRoutes } from './profile.js';
import { queryRoutes } from './queries.js';
import { derivedMetricRoutes } from './derived-metrics.js';
import { recordQuestionRoutes } from './record-queries.js';
import { recordRoutes } from './records.js';
import { reportRoutes } from './reports.js';
import { searchRoutes } from './search.js';
import { slowQueryRoutes } from './slow-queries.js';
import { revisionRoutes } from './revisions.js';
import { sharingRoutes } from './sharing.js';
import { syncRoutes } from './syncs.js';
import { workspaceRoutes } from './workspaces.js';
import { variableRoutes } from './variables.js';
import { wireRoutes } from './wire.js';
import { trashRoutes } from './trash.js';

/** Every route of the HTTP API by feature. The OpenAPI description and the tests of bad input walk over it. */
export const routes = {
  identity: identityRoutes,
  profile: profileRoutes,
  passwordResets: passwordResetRoutes,
  workspaces: workspaceRoutes,
  members: memberRoutes,
  notifications: notificationRoutes,
  invitations: invitationRoutes,
  metrics: metricsRoutes,
  metricContents: metricContentsRoutes,
  restatements: restatementRoutes,
  wire: wireRoutes,
  imports: importRoutes,
  search: searchRoutes,
  slowQueries: slowQueryRoutes,
  folders: folderRoutes,
  plugins: pluginRoutes,
  connections: connectionRoutes,
  queries: queryRoutes,
  records: recordRoutes,
  recordQuestions: recordQuestionRoutes,
  derivedMetrics: derivedMetricRoutes,
  variables: variableRoutes,
  dashboards: dashboardRoutes,
  library: libraryRoutes,
  revisions: revisionRoutes,
  trash: trashRoutes,
  annotations: annotationRoutes,
  discussions: discussionRoutes,
  audit: auditRoutes,
  sharing: sharingRoutes,
  syncs: syncRoutes,
  reports: reportRoutes,
};
