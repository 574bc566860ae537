import { CreateWorkspaces1763600000000 } from './1763600000000-create-workspaces.js';
import { CreateIdentity1763600001000 } from './1763600001000-create-identity.js';
import { CreateEvents1763600002000 } from './1763600002000-create-events.js';
import { CreateSeries1763600003000 } from './1763600003000-create-series.js';
import { CreateConnections1763600004000 } from './1763600004000-create-connections.js';
import { CreateDashboards1763600005000 } from './1763600005000-create-dashboards.js';
import { CreateAnnotations1763600006000 } from './1763600006000-create-annotations.js';
import { CreateShareLinks1763600007000 } from './1763600007000-create-share-links.js';
import { CreateReports1763600008000 } from './1763600008000-create-reports.js';
import { CreateAnnotationEdits1763710000000 } from './1763710000000-create-annotation-edits.js';
import { CreateImports1763720000000 } from './1763720000000-create-imports.js';
import { CreateDashboardRevisions1763810000000 } from './1763810000000-create-dashboard-revisions.js';
import { CreateFolders1763820000000 } from './1763820000000-create-folders.js';
import { CreateLibrary1763820001000 } from './1763820001000-create-library.js';
import { CreateSearchText1763820002000 } from './1763820002000-create-search-text.js';
import { CreateInvitations1763830000000 } from './1763830000000-create-invitations.js';
import { CreateWorkspaceRemovals1763830001000 } from './1763830001000-create-workspace-removals.js';
import { CreateAuditEntries1763830002000 } from './1763830002000-create-audit-entries.js';
import { CreatePasswordResets1763830003000 } from './1763830003000-create-password-resets.js';
import { CreateNotifications1763840000000 } from './1763840000000-create-notifications.js';
import { CreateDiscussions1763840001000 } from './1763840001000-create-discussions.js';
import { AddAnnotationVersions1763840002000 } from './1763840002000-add-annotation-versions.js';
import { CreateAuditIndexes1763850000000 } from './1763850000000-create-audit-indexes.js';
import { CreateSlowQueries1763910000000 } from './1763910000000-create-slow-queries.js';
import { CreateRecords1764000000000 } from './1764000000000-create-records.js';
import { CreatePointChanges1764020000000 } from './1764020000000-create-point-changes.js';
import { CreateSyncs1764010000000 } from './1764010000000-create-syncs.js';
import { AddMetricDefinitions1763900000000 } from './1763900000000-add-metric-definitions.js';
import { CreateMemberRemovals1763861000000 } from './1763861000000-create-member-removals.js';
import { CreateRollups1763900001000 } from './1763900001000-create-rollups.js';
import { AddRevisionChanges1763861001000 } from './1763861001000-add-revision-changes.js';
import { AddNotificationPlaces1763861002000 } from './1763861002000-add-notification-places.js';
import { CreateRestatements1763900002000 } from './1763900002000-create-restatements.js';
import { IndexNewSeries1763900003000 } from './1763900003000-index-new-series.js';
import { AddRetention1763900004000 } from './1763900004000-add-retention.js';
import { CreateRollupAdditions1763900005000 } from './1763900005000-create-rollup-additions.js';
import { CreateMetricRemovals1764060000000 } from './1764060000000-create-metric-removals.js';
import { CreateSketches1764040000000 } from './1764040000000-create-sketches.js';

export { ensureStorageTier, findStorageTier, type StorageTier } from './storage-tier.js';

/** All migrations in their order; the backend hands them to TypeORM. */
export const migrations = [
  CreateWorkspaces1763600000000,
  CreateIdentity1763600001000,
  CreateEvents1763600002000,
  CreateSeries1763600003000,
  CreateConnections1763600004000,
  CreateDashboards1763600005000,
  CreateAnnotations1763600006000,
  CreateShareLinks1763600007000,
  CreateReports1763600008000,
  CreateAnnotationEdits1763710000000,
  CreateImports1763720000000,
  CreateDashboardRevisions1763810000000,
  CreateFolders1763820000000,
  CreateLibrary1763820001000,
  CreateSearchText1763820002000,
  CreateInvitations1763830000000,
  CreateWorkspaceRemovals1763830001000,
  CreateAuditEntries1763830002000,
  CreatePasswordResets1763830003000,
  CreateNotifications1763840000000,
  CreateDiscussions1763840001000,
  AddAnnotationVersions1763840002000,
  CreateAuditIndexes1763850000000,
  CreateMemberRemovals1763861000000,
  CreateRollups1763900001000,
  CreateRestatements1763900002000,
  IndexNewSeries1763900003000,
  AddRetention1763900004000,
  CreateRollupAdditions1763900005000,
  AddRevisionChanges1763861001000,
  AddNotificationPlaces1763861002000,
  AddMetricDefinitions1763900000000,
  CreateSlowQueries1763910000000,
  CreateRecords1764000000000,
  CreatePointChanges1764020000000,
  CreateSketches1764040000000,
  CreateSyncs1764010000000,
  CreateMetricRemovals1764060000000,
];
