import annotations from './en/annotations.json' with { type: 'json' };
import audit from './en/audit.json' with { type: 'json' };
import code from './en/code.json' with { type: 'json' };
import compare from './en/compare.json' with { type: 'json' };
import compose from './en/compose.json' with { type: 'json' };
import connections from './en/connections.json' with { type: 'json' };
import dashboards from './en/dashboards.json' with { type: 'json' };
import display from './en/display.json' with { type: 'json' };
import discussions from './en/discussions.json' with { type: 'json' };
import errors from './en/errors.json' with { type: 'json' };
import expiry from './en/expiry.json' with { type: 'json' };
import explore from './en/explore.json' with { type: 'json' };
import forbidden from './en/forbidden.json' with { type: 'json' };
import identity from './en/identity.json' with { type: 'json' };
import imports from './en/imports.json' with { type: 'json' };
import language from './en/language.json' with { type: 'json' };
import keys from './en/keys.json' with { type: 'json' };
import layout from './en/layout.json' with { type: 'json' };
import join from './en/join.json' with { type: 'json' };
import library from './en/library.json' with { type: 'json' };
import metrics from './en/metrics.json' with { type: 'json' };
import metricQuery from './en/metric-query.json' with { type: 'json' };
import notFound from './en/not-found.json' with { type: 'json' };
import notifications from './en/notifications.json' with { type: 'json' };
import palette from './en/palette.json' with { type: 'json' };
import panel from './en/panel.json' with { type: 'json' };
import people from './en/people.json' with { type: 'json' };
import picture from './en/picture.json' with { type: 'json' };
import problems from './en/problems.json' with { type: 'json' };
import profile from './en/profile.json' with { type: 'json' };
import reach from './en/reach.json' with { type: 'json' };
import report from './en/report.json' with { type: 'json' };
import revisions from './en/revisions.json' with { type: 'json' };
import schemaForm from './en/schema-form.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import sharing from './en/sharing.json' with { type: 'json' };
import shell from './en/shell.json' with { type: 'json' };
import slowQueries from './en/slow-queries.json' with { type: 'json' };
import theme from './en/theme.json' with { type: 'json' };
import timeRange from './en/time-range.json' with { type: 'json' };
import transforms from './en/transforms.json' with { type: 'json' };
import trash from './en/trash.json' with { type: 'json' };
import tv from './en/tv.json' with { type: 'json' };
import ui from './en/ui.json' with { type: 'json' };
import workspaces from './en/workspaces.json' with { type: 'json' };
import variables from './en/variables.json' with { type: 'json' };

/** Every text in English, one file a room. The other languages have the same rooms with the same keys. */
export const en = {
  annotations,
  audit,
  code,
  compare,
  compose,
  connections,
  dashboards,
  display,
  discussions,
  errors,
  expiry,
  explore,
  forbidden,
  identity,
  imports,
  language,
  keys,
  layout,
  join,
  library,
  metrics,
  metricQuery,
  notFound,
  notifications,
  palette,
  panel,
  people,
  picture,
  problems,
  profile,
  reach,
  report,
  revisions,
  schemaForm,
  settings,
  sharing,
  shell,
  slowQueries,
  theme,
  timeRange,
  transforms,
  trash,
  tv,
  ui,
  workspaces,
  variables,
};
