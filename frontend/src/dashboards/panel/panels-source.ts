import { annotationRoutes, type Annotation } from '@quarterdeck/sdk/api/annotations';
import { dashboardRoutes, type PanelsBody } from '@quarterdeck/sdk/api/dashboards';
import { sharingRoutes } from '@quarterdeck/sdk/api/sharing';
import type { TimeWindow } from '@quarterdeck/sdk/api/time-range';
import type { VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import type { VariablesBody, VariableState } from '@quarterdeck/sdk/api/variables';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import type { ApiClient } from '../../api/api-client';
import type { WatchTarget } from '../../api/realtime';

/** Who answers for panels. */
export interface NumbersSource {
  /** One answer per asked panel, in the same order. */
  panels(body: PanelsBody, signal: AbortSignal): Promise<FramesAnswer[]>;
  annotations(window: TimeWindow, variables: VariableChoices, signal: AbortSignal): Promise<Annotation[]>;
}

/** Where the numbers of a dashboard come from: the same questions, asked as a signed-in person or through a share link. */
export interface PanelsSource extends NumbersSource {
  readonly target: WatchTarget;
  /** What the variables offer, and what is chosen. */
  variables(body: VariablesBody, signal: AbortSignal): Promise<VariableState[]>;
}

export function signedInPanels(api: ApiClient, dashboardId: string): PanelsSource {
  const params = { id: dashboardId };
  return {
    target: { dashboardId },
    panels: (body, signal) => api.frames(dashboardRoutes.panels, { params, body, signal }),
    annotations: (window, variables, signal) =>
      api.call(annotationRoutes.ofDashboard, { params, query: shownParams(window, variables), signal }),
    variables: (body, signal) => api.call(dashboardRoutes.variables, { params, body, signal }),
  };
}

export function sharedPanels(api: ApiClient, token: string): PanelsSource {
  return {
    target: { token },
    panels: (body, signal) => api.frames(sharingRoutes.sharedPanels, { body, signal }, token),
    annotations: (window, variables, signal) =>
      api.call(sharingRoutes.sharedAnnotations, { query: shownParams(window, variables), signal }, token),
    variables: (body, signal) => api.call(sharingRoutes.sharedVariables, { body, signal }, token),
  };
}

/** As much as fits into an address; more values than that are no names of metrics. */
const LONGEST_CHOICES = 4000;

function shownParams(window: TimeWindow, choices: VariableChoices) {
  const variables = JSON.stringify(choices);
  return variables === '{}' || variables.length > LONGEST_CHOICES ? window : { ...window, variables };
}
