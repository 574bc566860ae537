import type { DashboardDocument, Panel } from '@quarterdeck/sdk/api/dashboards';
import { queryRoutes, type Query, type QueryScope } from '@quarterdeck/sdk/api/queries';
import type { VariableChoices } from '@quarterdeck/sdk/api/variable-values';
import { variableRoutes } from '@quarterdeck/sdk/api/variables';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import { transformedAnswer } from '@quarterdeck/sdk/transforms';
import type { ApiClient } from '../../../api/api-client';
import { signedInPanels, type PanelsSource } from '../../panel/panels-source';

const MOST_AT_ONCE = 50;
const NOTHING: FramesAnswer = { frames: [], problem: null };

/** The values of variables that nobody has saved, over a range. */
export type StatedVariables = (range: QueryScope['range']) => VariableChoices;

/** The numbers of panels as they stand in a document that nobody has saved: their queries are asked themselves. */
export function draftPanels(
  api: ApiClient,
  dashboardId: string,
  document: () => DashboardDocument,
  stated: StatedVariables,
): PanelsSource {
  return {
    ...signedInPanels(api, dashboardId),
    variables: (body, signal) => {
      const definitions = document().variables;
      return api.call(variableRoutes.draft, { body: { ...body, definitions }, signal });
    },
    panels: async ({ panels: ids, ...window }, signal) => {
      const scope = { ...window, variables: stated(window.range) };
      const all = document().panels;
      const panels = ids.map((id) => all.find((panel) => panel.id === id));
      const queries = panels.flatMap((panel) => panel?.queries ?? []);
      const answers = await askAll(api, queries, scope, signal);
      let next = 0;
      return panels.map((panel) => {
        const own = answers.slice(next, (next += panel?.queries.length ?? 0));
        return transformedAnswer(merged(own), panel?.transforms);
      });
    },
  };
}

/** As {@link draftPanels}, for one panel that stands on no dashboard yet, before its steps; each query's own answer is told. */
export function previewOf(
  api: ApiClient,
  dashboardId: string,
  panel: () => Panel,
  told: (answers: readonly FramesAnswer[]) => void,
  stated: StatedVariables,
): PanelsSource {
  return {
    ...signedInPanels(api, dashboardId),
    panels: async ({ range, timezone, maxPoints }, signal) => {
      const scope = { range, timezone, maxPoints, variables: stated(range) };
      const answers = await askAll(api, panel().queries, scope, signal);
      if (!signal.aborted) told(answers);
      return [merged(answers)];
    },
  };
}

async function askAll(
  api: ApiClient,
  queries: readonly Query[],
  scope: QueryScope,
  signal: AbortSignal,
): Promise<FramesAnswer[]> {
  const parts: Query[][] = [];
  for (let at = 0; at < queries.length; at += MOST_AT_ONCE) parts.push(queries.slice(at, at + MOST_AT_ONCE));
  const answers = await Promise.all(
    parts.map((part) => api.frames(queryRoutes.run, { body: { ...scope, queries: part }, signal })),
  );
  return answers.flat();
}

/** As the server does for a saved panel: the frames of what succeeded, and the first problem. */
function merged(answers: readonly FramesAnswer[]): FramesAnswer {
  if (answers.length === 0) return NOTHING;
  const problem = answers.find((answer) => answer.problem !== null)?.problem ?? null;
  return { frames: answers.flatMap(({ frames }) => frames), problem };
}
