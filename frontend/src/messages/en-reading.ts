import annotations from './en/annotations.json' with { type: 'json' };
import compare from './en/compare.json' with { type: 'json' };
import dashboards from './en/dashboards.json' with { type: 'json' };
import display from './en/display.json' with { type: 'json' };
import discussions from './en/discussions.json' with { type: 'json' };
import errors from './en/errors.json' with { type: 'json' };
import explore from './en/explore.json' with { type: 'json' };
import language from './en/language.json' with { type: 'json' };
import layout from './en/layout.json' with { type: 'json' };
import notFound from './en/not-found.json' with { type: 'json' };
import panel from './en/panel.json' with { type: 'json' };
import picture from './en/picture.json' with { type: 'json' };
import problems from './en/problems.json' with { type: 'json' };
import reach from './en/reach.json' with { type: 'json' };
import report from './en/report.json' with { type: 'json' };
import shell from './en/shell.json' with { type: 'json' };
import theme from './en/theme.json' with { type: 'json' };
import timeRange from './en/time-range.json' with { type: 'json' };
import tv from './en/tv.json' with { type: 'json' };
import ui from './en/ui.json' with { type: 'json' };
import variables from './en/variables.json' with { type: 'json' };

/** What everybody who reads a dashboard may meet, also through a share link or on paper. It travels with the first chunk. */
export const reading = {
  annotations,
  compare,
  dashboards,
  display,
  discussions,
  errors,
  explore,
  language,
  layout,
  notFound,
  panel,
  picture,
  problems,
  reach,
  report,
  shell,
  theme,
  timeRange,
  tv,
  ui,
  variables,
};
