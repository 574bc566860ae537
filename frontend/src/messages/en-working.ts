import metricQuery from './en/metric-query.json' with { type: 'json' };
import compose from './en/compose.json' with { type: 'json' };
import audit from './en/audit.json' with { type: 'json' };
import code from './en/code.json' with { type: 'json' };
import connections from './en/connections.json' with { type: 'json' };
import expiry from './en/expiry.json' with { type: 'json' };
import forbidden from './en/forbidden.json' with { type: 'json' };
import identity from './en/identity.json' with { type: 'json' };
import imports from './en/imports.json' with { type: 'json' };
import keys from './en/keys.json' with { type: 'json' };
import join from './en/join.json' with { type: 'json' };
import library from './en/library.json' with { type: 'json' };
import metrics from './en/metrics.json' with { type: 'json' };
import notifications from './en/notifications.json' with { type: 'json' };
import palette from './en/palette.json' with { type: 'json' };
import people from './en/people.json' with { type: 'json' };
import profile from './en/profile.json' with { type: 'json' };
import restatements from './en/restatements.json' with { type: 'json' };
import records from './en/records.json' with { type: 'json' };
import revisions from './en/revisions.json' with { type: 'json' };
import schemaForm from './en/schema-form.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import sharing from './en/sharing.json' with { type: 'json' };
import slowQueries from './en/slow-queries.json' with { type: 'json' };
import syncs from './en/syncs.json' with { type: 'json' };
import transforms from './en/transforms.json' with { type: 'json' };
import trash from './en/trash.json' with { type: 'json' };
import workspaces from './en/workspaces.json' with { type: 'json' };

/** What only somebody who sets up, signs in or works with it meets: it comes with the first page of that kind. */
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
