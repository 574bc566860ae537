import annotations from './fr/annotations.json' with { type: 'json' };
import audit from './fr/audit.json' with { type: 'json' };
import code from './fr/code.json' with { type: 'json' };
import compare from './fr/compare.json' with { type: 'json' };
import compose from './fr/compose.json' with { type: 'json' };
import connections from './fr/connections.json' with { type: 'json' };
import dashboards from './fr/dashboards.json' with { type: 'json' };
import display from './fr/display.json' with { type: 'json' };
import discussions from './fr/discussions.json' with { type: 'json' };
import errors from './fr/errors.json' with { type: 'json' };
import expiry from './fr/expiry.json' with { type: 'json' };
import explore from './fr/explore.json' with { type: 'json' };
import forbidden from './fr/forbidden.json' with { type: 'json' };
import identity from './fr/identity.json' with { type: 'json' };
import imports from './fr/imports.json' with { type: 'json' };
import language from './fr/language.json' with { type: 'json' };
import keys from './fr/keys.json' with { type: 'json' };
import layout from './fr/layout.json' with { type: 'json' };
import join from './fr/join.json' with { type: 'json' };
import library from './fr/library.json' with { type: 'json' };
import metrics from './fr/metrics.json' with { type: 'json' };
import metricQuery from './fr/metric-query.json' with { type: 'json' };
import notFound from './fr/not-found.json' with { type: 'json' };
import notifications from './fr/notifications.json' with { type: 'json' };
import palette from './fr/palette.json' with { type: 'json' };
import panel from './fr/panel.json' with { type: 'json' };
import people from './fr/people.json' with { type: 'json' };
import picture from './fr/picture.json' with { type: 'json' };
import problems from './fr/problems.json' with { type: 'json' };
import profile from './fr/profile.json' with { type: 'json' };
import reach from './fr/reach.json' with { type: 'json' };
import report from './fr/report.json' with { type: 'json' };
import revisions from './fr/revisions.json' with { type: 'json' };
import schemaForm from './fr/schema-form.json' with { type: 'json' };
import settings from './fr/settings.json' with { type: 'json' };
import sharing from './fr/sharing.json' with { type: 'json' };
import shell from './fr/shell.json' with { type: 'json' };
import slowQueries from './fr/slow-queries.json' with { type: 'json' };
import theme from './fr/theme.json' with { type: 'json' };
import timeRange from './fr/time-range.json' with { type: 'json' };
import transforms from './fr/transforms.json' with { type: 'json' };
import trash from './fr/trash.json' with { type: 'json' };
import tv from './fr/tv.json' with { type: 'json' };
import ui from './fr/ui.json' with { type: 'json' };
import workspaces from './fr/workspaces.json' with { type: 'json' };
import variables from './fr/variables.json' with { type: 'json' };
import type { en } from './en';

/** Every text in French. It is loaded when somebody reads French; see docs/glossary.md for its words. */
export const fr = {
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
} satisfies typeof en;
