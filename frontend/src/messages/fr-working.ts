import metricQuery from './fr/metric-query.json' with { type: 'json' };
import compose from './fr/compose.json' with { type: 'json' };
import audit from './fr/audit.json' with { type: 'json' };
import code from './fr/code.json' with { type: 'json' };
import connections from './fr/connections.json' with { type: 'json' };
import expiry from './fr/expiry.json' with { type: 'json' };
import forbidden from './fr/forbidden.json' with { type: 'json' };
import identity from './fr/identity.json' with { type: 'json' };
import imports from './fr/imports.json' with { type: 'json' };
import keys from './fr/keys.json' with { type: 'json' };
import join from './fr/join.json' with { type: 'json' };
import library from './fr/library.json' with { type: 'json' };
import metrics from './fr/metrics.json' with { type: 'json' };
import notifications from './fr/notifications.json' with { type: 'json' };
import palette from './fr/palette.json' with { type: 'json' };
import people from './fr/people.json' with { type: 'json' };
import profile from './fr/profile.json' with { type: 'json' };
import restatements from './fr/restatements.json' with { type: 'json' };
import records from './fr/records.json' with { type: 'json' };
import revisions from './fr/revisions.json' with { type: 'json' };
import schemaForm from './fr/schema-form.json' with { type: 'json' };
import settings from './fr/settings.json' with { type: 'json' };
import sharing from './fr/sharing.json' with { type: 'json' };
import slowQueries from './fr/slow-queries.json' with { type: 'json' };
import syncs from './fr/syncs.json' with { type: 'json' };
import transforms from './fr/transforms.json' with { type: 'json' };
import trash from './fr/trash.json' with { type: 'json' };
import workspaces from './fr/workspaces.json' with { type: 'json' };

/** As in English: what comes with the pages of those who work with it. */
export const working = {
  metricQuery,
  compose,
  audit,
  code,
  connections,
  expiry,
  forbidden,
  identity,
  imports,
  keys,
  join,
  library,
  metrics,
  notifications,
  palette,
  people,
  profile,
  restatements,
  records,
  revisions,
  schemaForm,
  settings,
  sharing,
  slowQueries,
  syncs,
  transforms,
  trash,
  workspaces,
};
