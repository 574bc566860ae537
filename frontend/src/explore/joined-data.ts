import { NOTHING_YET, type PanelData } from '../dashboards/panel/panel-data';

/** The answers to several queries as one picture shows them. It fails only where all of them do. */
export function joinedData(all: readonly PanelData[]): PanelData {
  const loading = all.some((data) => data.loading);
  const answered = all.filter(({ frames, problem }) => frames !== null && problem === null);
  const [first] = answered;
  if (!first) {
    const failed = all.find(({ problem, unreached }) => problem !== null || unreached !== undefined);
    return { ...(failed ?? NOTHING_YET), frames: null, loading };
  }
  return {
    frames: answered.flatMap(({ frames }) => frames ?? []),
    window: first.window,
    receivedAt: Math.min(...answered.map(({ receivedAt }) => receivedAt ?? Infinity)),
    problem: null,
    unreached: all.find(({ unreached }) => unreached !== undefined)?.unreached,
    loading,
    earlier: null,
  };
}
