import annotations from './fr/annotations.json' with { type: 'json' };
import compare from './fr/compare.json' with { type: 'json' };
import dashboards from './fr/dashboards.json' with { type: 'json' };
import display from './fr/display.json' with { type: 'json' };
import discussions from './fr/discussions.json' with { type: 'json' };
import errors from './fr/errors.json' with { type: 'json' };
import explore from './fr/explore.json' with { type: 'json' };
import language from './fr/language.json' with { type: 'json' };
import layout from './fr/layout.json' with { type: 'json' };
import notFound from './fr/not-found.json' with { type: 'json' };
import panel from './fr/panel.json' with { type: 'json' };
import picture from './fr/picture.json' with { type: 'json' };
import problems from './fr/problems.json' with { type: 'json' };
import reach from './fr/reach.json' with { type: 'json' };
import report from './fr/report.json' with { type: 'json' };
import shell from './fr/shell.json' with { type: 'json' };
import theme from './fr/theme.json' with { type: 'json' };
import timeRange from './fr/time-range.json' with { type: 'json' };
import tv from './fr/tv.json' with { type: 'json' };
import ui from './fr/ui.json' with { type: 'json' };
import variables from './fr/variables.json' with { type: 'json' };

/** As in English: what readers may meet. */
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
