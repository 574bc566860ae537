import { queryRoutes, type Query } from '@quarterdeck/sdk/api/queries';
import type { FramesAnswer } from '@quarterdeck/sdk/client';
import type { ApiClient } from '../api/api-client';
import type { NumbersSource } from '../dashboards/panel/panels-source';

const NOTHING: FramesAnswer = { frames: [], problem: null };

/**
 * Asks each query on its own, so that one can say how long each took. `told` hears the milliseconds, network and all: as
 * long as the person waited.
 */
export function questionsSource(
  api: ApiClient,
  queryOf: (id: string) => Query | undefined,
  told: (id: string, milliseconds: number) => void,
): NumbersSource {
  return {
    panels: ({ panels, ...scope }, signal) => {
      const ask = async (id: string): Promise<FramesAnswer> => {
        const query = queryOf(id);
        if (!query) return NOTHING;
        const begun = performance.now();
        const [answer = NOTHING] = await api.frames(queryRoutes.run, { body: { ...scope, queries: [query] }, signal });
        if (!signal.aborted) told(id, performance.now() - begun);
        return answer;
      };
      return Promise.all(panels.map(ask));
    },
    annotations: () => Promise.resolve([]),
  };
}
